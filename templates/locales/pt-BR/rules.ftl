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
   *[other] { $count } medicamentos têm esse nome. Escolha um na lista.
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
problem-times-too-close = { $earlier } e { $later } ficam a menos da metade do intervalo de { $hours } h.
problem-first-dose-unknown = Escolha na lista quando é a primeira dose.
problem-first-dose-of-one = Dose única não tem primeira dose. Para dar já, escolha “Agora (dose única imediata)”.
problem-doses-not-shown = Com a primeira dose agora, as próximas doses são as que aparecem abaixo. Confira e assine de novo.
problem-weekday-missing = Escolha o dia da semana.
problem-weekday-unknown = Escolha o dia da semana na lista.
problem-weekday-not-weekly = Só “1 vez por semana” tem dia da semana. Mude a frequência ou tire o dia.
problem-start-unreadable = Escreva a data de início como 2026-11-25 (ano-mês-dia).
problem-start-past = A data de início já passou.
problem-start-too-late = A data de início vai até { $most } dias a partir de hoje.
problem-start-despite-now = A dose é agora: tire a data de início ou a dose de agora.
problem-methotrexate-not-weekly = { $medication } por via oral, fora da oncologia e da hematologia, é só 1 vez por semana, em dia da semana definido: doses diárias já mataram. Escolha “1 vez por semana” e o dia.
problem-methotrexate-off-its-day = { $medication } por via oral é dado só no seu dia da semana: uma primeira dose agora cairia em outro dia.
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

problem-measurement-missing = Escreva o peso, a altura ou os dois.
problem-measurement-not-a-number = Escreva só com algarismos, como { $example }.
problem-measurement-not-positive = Precisa ser maior que zero.
problem-measurement-impossible = Ninguém tem mil ou mais. O peso é em quilogramas e a altura em centímetros.
problem-measurement-too-fine = { $decimals ->
    [one] Use no máximo uma casa decimal.
   *[other] Use no máximo { $decimals } casas decimais.
}
problem-moment-unreadable = Escreva a data e a hora da medida.
problem-moment-in-the-future = A medida não pode estar no futuro.
problem-moment-before-birth = A medida não pode ser anterior ao nascimento.
problem-weight-unusual = { $weight } kg está fora do que se espera ({ $least } a { $most } kg). Confira a balança e a unidade.
problem-weight-changed = { $weight } kg muda mais de 20 % desde o último peso registrado ({ $last } kg). Confira a balança e o paciente.
problem-height-unusual = { $height } cm está fora do que se espera ({ $least } a { $most } cm). Confira a medida e a unidade.

problem-name-missing = Escreva o nome completo, ou marque que não se sabe quem é.
problem-name-of-nobody = Isto não é um nome. Se não se sabe quem é, marque acima: o paciente recebe uma identidade provisória.
problem-name-despite-unidentified = Há um nome escrito. Apague-o, ou desmarque que não se sabe quem é.
problem-birth-missing = Escreva a data de nascimento.
problem-birth-unreadable = Isto não é uma data. Escreva dia, mês e ano.
problem-birth-impossible = Ninguém pode ter nascido nesta data. Confira o ano.
problem-age-missing = Escreva a idade aproximada em anos, ou a data de nascimento se for conhecida.
problem-age-out-of-range = A idade vai de 0 a { $most } anos, em número inteiro.
problem-sex-missing = Escolha o sexo, ou “não informado”.
problem-text-too-long = O texto tem mais de { $most } caracteres.
problem-record-number-unreadable = O prontuário tem até { $most } letras sem acento, algarismos, pontos, traços ou barras.
problem-record-number-taken = Este prontuário é de outro paciente. Confira o número, ou deixe vazio para receber um novo.
problem-cpf-wrong = O CPF não confere: são 11 algarismos, e os dois últimos dependem dos outros. Pode ficar vazio.
problem-cpf-taken = Este CPF é de um paciente já cadastrado. Busque o paciente pelo nome antes de cadastrar outro.
problem-cns-wrong = O cartão do SUS não confere: são 15 algarismos. Pode ficar vazio.
problem-cns-taken = Este cartão do SUS é de um paciente já cadastrado. Busque o paciente pelo nome antes de cadastrar outro.
problem-already-admitted = Este paciente já está internado.

problem-disposition-missing = Escolha para onde o paciente vai.
problem-disposition-unexplained = Escreva na observação qual é o outro destino.
