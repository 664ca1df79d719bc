# O que impede de assinar uma prescrição, nas palavras de quem prescreve.

list-or = ou
list-nobody = nenhuma especialidade

problem-doctor-not-active = Seu registro não está ativo, por isso você não pode assinar. Fale com a direção clínica.
problem-patient-not-admitted = Este paciente não está internado. Só se prescreve para quem está em um leito.
problem-other-admission = Este formulário foi aberto para outra internação ou outro paciente. Confira o nome, o prontuário e o leito acima e assine de novo.
problem-allergy-status-missing = Ninguém registrou se este paciente tem alergias. Pergunte e peça o registro antes da primeira prescrição.
problem-no-items = A prescrição não tem medicamento.
problem-too-many-items = São mais de { $most } medicamentos. Divida em duas prescrições.
problem-medication-missing = Escolha o medicamento.
problem-medication-unknown = Nenhum medicamento padronizado tem esse nome. Confira a escrita ou busque pelo nome genérico.
problem-medication-ambiguous = { $count ->
    [one] Confirme na lista se é este o medicamento.
   *[other] { $count } medicamentos podem ser este. Escolha um na lista.
}
problem-medication-not-active = { $medication } saiu da padronização. Escolha outro medicamento.
problem-specialty-may-not = { $medication } é restrito neste hospital a { $allowed }; seu registro diz { $own }. Peça a prescrição a quem pode.
problem-dose-missing = Escreva a dose.
problem-dose-not-a-number = Escreva a dose só com algarismos, como { $example }.
problem-dose-not-positive = A dose precisa ser maior que zero.
problem-dose-naked-decimal = Escreva { $instead }: sem o zero, a vírgula pode passar despercebida.
problem-dose-ambiguous = Pode ser lido de duas maneiras. Escreva { $large } ou { $small }.
problem-unit-missing = Escolha a unidade da dose.
problem-unit-unknown = Esta unidade não está na lista.
problem-unit-not-metric = Comprimido, ampola ou frasco não diz quanto. Escreva a dose em mg, mL, unidades ou outra medida.
problem-route-missing = Escolha a via.
problem-route-unknown = Esta via não está na lista.
problem-route-not-for-form = { $medication } não pode ser dado por via { $route }. Esta forma permite: { $allowed }.
problem-vinca-never-intrathecal = { $medication } é FATAL se dado por esta via. Só por via intravenosa.
problem-frequency-missing = Escolha a frequência.
problem-frequency-unknown = Esta frequência não está na lista.
problem-times-missing = Escreva o horário.
problem-times-wrong-number = Esta frequência tem { $needed ->
    [one] um horário
   *[other] { $needed } horários
}; você escreveu { $given }.
problem-time-unreadable = “{ $word }” não é um horário. Escreva como 08:00 20:00.
problem-time-twice = { $time } está repetido.
problem-duration-missing = Escreva por quantos dias.
problem-duration-out-of-range = A duração vai de 1 a { $most } dias, em número inteiro.
problem-note-too-long = A observação tem mais de { $most } caracteres.

problem-allergy-status-unchosen = Escolha o que se sabe sobre alergias.
problem-allergies-missing = Escreva pelo menos uma alergia, ou escolha outra resposta acima.
problem-allergies-despite-status = Há alergias escritas abaixo. Escolha “Alergias conhecidas” ou esvazie os campos delas.
problem-allergy-substance-missing = Escreva o que causa esta reação.
problem-allergy-twice = “{ $substance }” aparece duas vezes.
problem-allergy-text-too-long = O texto tem mais de { $most } caracteres.
problem-too-many-allergies = Há mais de { $most } alergias. Mantenha as que importam para prescrever.

problem-suspend-nothing = Escolha pelo menos um medicamento para suspender.
problem-reason-missing = Escreva por que é suspenso.
problem-reason-too-long = O motivo tem mais de { $most } caracteres.

problem-bed-missing = Escolha o leito.
problem-bed-unknown = Este leito não está na lista.
problem-bed-taken = O leito { $bed } está ocupado. Escolha outro.
