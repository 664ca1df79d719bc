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
problem-medication-not-active = { $medication } saiu da padronização. Escolha outro medicamento ou solicite este na página do paciente.
problem-specialty-may-not = { $medication } é restrito neste hospital a { $allowed }; seu registro diz { $own }. Peça a prescrição a quem pode.
problem-dose-missing = Escreva a dose.
problem-dose-not-a-number = Escreva só com algarismos, como { $example }.
problem-dose-not-positive = O número precisa ser maior que zero.
problem-dose-naked-decimal = Escreva { $instead }: sem o zero, a vírgula pode passar despercebida.
problem-dose-ambiguous = Pode ser lido de duas maneiras. Escreva { $large } ou { $small }.
problem-unit-missing = Escolha a unidade da dose.
problem-unit-unknown = Esta unidade não está na lista.
problem-unit-not-metric = Comprimido, ampola ou frasco não diz quanto. Escreva a dose em mg, mL, unidades ou outra medida.
problem-unit-not-of-strength = { $medication } não se mede nesta unidade. Escreva a dose em { $units }.
problem-route-missing = Escolha a via.
problem-route-unknown = Esta via não está na lista.
problem-route-kills = { $medication } nunca é dado por via { $route }: pode matar. Escolha outra via, ou outro medicamento.
problem-route-not-for-form = { $medication } não pode ser dado por via { $route }. Esta forma permite: { $allowed }.
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
problem-allergy-taken-out = { $substances }: estava registrado como alergia e foi retirado aqui. Escreva por quê, ou recoloque.
problem-allergy-twice = “{ $substance }” aparece duas vezes.
problem-allergy-text-too-long = O texto tem mais de { $most } caracteres.
problem-too-many-allergies = Há mais de { $most } alergias. Mantenha as que importam para prescrever.

problem-suspend-nothing = Escolha pelo menos um medicamento para suspender.
problem-reason-missing = Escreva por que é suspenso.
problem-reason-too-long = O motivo tem mais de { $most } caracteres.

problem-bed-missing = Escolha o leito.
problem-arrival-unreadable = Informe o dia e a hora da chegada, ou deixe vazio para agora.
problem-arrival-in-the-future = Esta chegada ainda não aconteceu. Confira dia e hora, ou deixe vazio para agora.
problem-arrival-too-long-ago = Esta chegada foi há mais de { $days } dias. Confira o dia.
problem-arrival-before-birth = Esta chegada é anterior ao nascimento do paciente. Confira o dia.
problem-arrival-before-discharge = O paciente só teve alta em { $at }: esta internação começa depois disso.
problem-bed-unknown = Este leito não está na lista.
problem-bed-taken = O leito { $bed } está ocupado. Escolha outro.

problem-times-not-wanted = Se necessário e infusão contínua não têm horários. Deixe este campo vazio.
problem-indication-missing = Escreva a indicação: para que é.
problem-indication-says-nothing = “SN” ou “ACM” não diz para quê. Escreva a indicação, como dor ou febre.
problem-indication-too-long = A indicação tem mais de { $most } caracteres.
problem-interval-missing = Escreva o intervalo mínimo entre duas doses, em horas.
problem-interval-out-of-range = O intervalo mínimo vai de 0,25 a 24 horas, com no máximo duas casas decimais.
problem-most-missing = Escreva o máximo de doses em 24 horas.
problem-most-out-of-range = O máximo em 24 horas vai de 1 a { $most } doses, em número inteiro.
problem-most-impossible = Com intervalo mínimo de { $interval } h cabem no máximo { $most } doses em 24 h. Diminua o máximo ou o intervalo.
problem-only-as-needed = Só vale para a frequência “Se necessário”. Deixe este campo vazio ou mude a frequência.
problem-preparation-missing = Diga como é dado: em bolus, pronto para infusão, ou em qual diluente.
problem-preparation-unknown = Este diluente não está na lista.
problem-preparation-not-for-form = Só injetáveis são diluídos ou infundidos. Deixe este campo vazio.
problem-potassium-only-diluted = { $medication } concentrado PARA O CORAÇÃO se dado sem diluir. Só por via intravenosa, com diluente, volume e velocidade; nunca em bolus.
problem-vinca-only-diluted = { $medication } é FATAL se administrado por outra via, e em seringa pode ser trocado. Só em bolsa: escolha o diluente e o volume; nunca em bolus.
problem-vinca-only-intravenous = { $medication } é FATAL se dado por esta via. Só por via intravenosa.
problem-continuous-not-bolus = Infusão contínua não é dada em bolus. Escolha o diluente, ou pronto para infusão.
problem-continuous-has-no-end = Infusão contínua não tem tempo em minutos. Escreva a velocidade.
problem-only-what-flows = Só vale para o que é infundido. Escolha o diluente, ou pronto para infusão, ou deixe este campo vazio.
problem-volume-missing = Escreva o volume total em mL.
problem-volume-out-of-range = O volume vai até { $most } mL, com no máximo duas casas decimais.
problem-pace-missing = Escreva em quantos minutos, ou a velocidade em mL/h.
problem-pace-disagrees = Tempo e velocidade não combinam: este volume neste tempo dá { $rate } mL/h. Apague um dos dois.
problem-minutes-out-of-range = O tempo de infusão vai de 0,1 a 1.440 minutos, com no máximo uma casa decimal.
problem-rate-missing = Escreva a velocidade.
problem-rate-out-of-range = A velocidade precisa dar de 0,1 a 10.000 mL/h, com no máximo uma casa decimal. Confira dose, volume e velocidade.
problem-rate-unit-missing = Escolha a unidade da velocidade.
problem-rate-unit-only-continuous = Esta unidade é só para infusão contínua. Aqui a velocidade é em mL/h.
problem-rate-unit-unlike-dose = Esta velocidade não combina com a unidade da dose. Escreva as duas em massa, ou as duas em unidades.
problem-dose-out-of-range = A dose calculada com este peso é pequena ou grande demais. Confira a dose por kg.
problem-no-weight-to-calculate = Sem um peso recente não há como calcular a dose por kg.
problem-weight-missing = Falta o peso deste paciente, e a dose depende dele. Registre o peso antes de prescrever.
problem-weight-too-old = O último peso ({ $kg } kg) é de { $at }; aqui ele vale por { $hours } horas. Pese de novo e registre antes de prescrever.
problem-calculation-unseen = Confira o cálculo mostrado abaixo. Se estiver certo, assine de novo.

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

problem-not-reviewed = Marque que revisou este item, ou remova-o.
problem-nothing-changed = Nada foi alterado ainda. Altere, remova ou acrescente um item.
problem-first-dose-of-renewal = O que é renovado continua nos seus horários. Para uma dose agora, acrescente um item.
problem-too-many-favourites = Você já tem { $most } favoritos. Remova um antes.
problem-order-set-missing = Escolha o que inserir.
problem-question-missing = Escreva a pergunta.
problem-question-too-long = A pergunta tem mais de { $most } caracteres.
problem-question-category-missing = Escolha sobre o que é a pergunta.
problem-refusal-reason-missing = Escreva por que é recusado.
problem-refusal-reason-too-long = O motivo tem mais de { $most } caracteres.
problem-refusal-category-missing = Escolha sobre o que é a recusa.
problem-answer-missing = Escreva a resposta.
problem-answer-too-long = A resposta tem mais de { $most } caracteres.
problem-giver-missing = Escolha o médico que deu a ordem.
problem-giver-unknown = Este médico não pode dar ordens agora: o registro ou o acesso não está ativo.
problem-emergency-missing = Escreva qual é a emergência.
problem-emergency-too-long = A emergência tem mais de { $most } caracteres.
problem-read-back-missing = Leia a ordem de volta para o médico e então confirme que leu.
problem-not-spelled-out = Escolha o medicamento pelo nome completo; só o código não vale como ordem verbal.
problem-cytotoxic-by-voice = { $medication } é antineoplásico e nunca é ordenado verbalmente. O médico precisa prescrever.
problem-controlled-by-voice = { $medication } é de lista de controle especial e não é ordenado verbalmente neste hospital. O médico precisa prescrever.
problem-stop-by-voice = Este é um bloqueio. Só o próprio médico pode decidir continuar; não pode ser registrado como ordem verbal.
problem-already-decided = Alguém já decidiu isto; abaixo está o que foi decidido.
problem-decision-missing = Escolha: aprovar ou recusar.
problem-approval-day-out-of-range = Informe o último dia da aprovação: hoje ou até { $most } dias adiante.
problem-proposal-missing = A recusa precisa propor o que usar no lugar.

problem-height-missing = Falta a altura deste paciente, e a superfície corporal depende dela. Registre a altura antes de prescrever.
problem-height-too-old = A última altura ({ $cm } cm) é de { $at }; ela vale por { $days } dias. Meça de novo e registre antes de prescrever.
problem-no-surface-to-calculate = Sem peso e altura recentes não há como calcular a superfície corporal.
problem-only-antineoplastic = Só antineoplásicos têm protocolo. Deixe este campo vazio.
problem-protocol-missing = Informe o nome do protocolo.
problem-protocol-too-long = O nome do protocolo tem no máximo { $most } caracteres.
problem-protocol-cycle-missing = Informe o número do ciclo.
problem-protocol-day-missing = Informe o dia do ciclo.
problem-protocol-count-out-of-range = Informe um número inteiro de 1 a { $most }.
problem-not-registered = { $medication } só pode ser prescrito por médicos cadastrados no { $programme }, e você não está cadastrado. { $known ->
    [0] Ninguém neste hospital está; pergunte à farmácia como se cadastrar.
   *[other] Fale com { $colleagues }.
}
problem-only-programme = Só medicamentos com prescritor cadastrado pedem isto. Deixe este campo vazio.
problem-only-child-bearing = Só mulheres em idade fértil precisam disto. Deixe este campo vazio.
problem-term-not-signed = O paciente assina o termo antes da prescrição. Marque sim quando estiver assinado.
problem-pregnancy-test-missing = Informe o dia do teste de gravidez negativo.
problem-pregnancy-test-unreadable = Isto não é uma data. Escolha o dia do teste de gravidez negativo.
problem-pregnancy-test-in-the-future = Este dia ainda não chegou. Informe o dia do último teste de gravidez negativo.
problem-pregnancy-test-too-old = O teste de gravidez vale por { $days } dias. Repita o teste antes de prescrever.
problem-contraception-missing = Confirme a contracepção antes de prescrever.
problem-justification-missing = Diga por que é necessário, em pelo menos { $least } caracteres.
problem-medication-in-formulary = { $medication } está na padronização: prescreva sem solicitação.
problem-already-requested = Isto já foi solicitado nesta internação; veja a lista de solicitações.
problem-supervisor-signs = Você é residente: um médico da sua especialidade escreve e assina o que o paciente leva para casa.
problem-question-open = A farmácia pergunta sobre este item. Responda antes; depois renove.
problem-supervisor-cancels = Você é residente: um médico da sua especialidade cancela o que foi assinado para o paciente levar para casa.
problem-supervisor-discharges = Você é residente: quem dá alta é um supervisor da sua especialidade.
problem-draft-of-former-stay = Este rascunho foi escrito para uma internação anterior deste paciente e por isso não pode ser assinado. Descarte-o e prescreva de novo o que for necessário agora.
problem-chief-first = Uma chefia decide antes; depois de aprovado, a farmácia informa aqui como pode ser obtido.
problem-other-than-requested = Foi solicitado e aprovado outro medicamento. Informe o código ou o rótulo dele.

problem-code-without-gtin = Este código não tem GTIN. Leia o DataMatrix da embalagem.
problem-code-check-digit = O GTIN { $gtin } tem dígito verificador errado: um dígito foi mal lido. Leia de novo.
problem-code-unknown-field = O código não pode ser lido a partir de “{ $at }”. Leia de novo, ou digite lote e validade.
problem-code-cut-off = O código termina dentro do campo ({ $field }). Leia de novo.
problem-code-missing-fnc1 = O campo ({ $field }) não termina: o leitor não envia o FNC1. Digite lote e validade, e peça para configurar o leitor.
problem-code-not-digits = O campo ({ $field }) do código tem algo que não é dígito. Leia de novo.
problem-code-no-such-day = A validade “{ $text }” do código não é uma data.
problem-code-contradiction = O código traz o campo ({ $field }) duas vezes, com valores diferentes.
problem-other-gtin = O GTIN { $gtin } é de outro medicamento.
problem-lot-missing = Informe o lote.
problem-lot-unreadable = O lote tem no máximo 20 letras, dígitos e sinais, sem espaços.
problem-expiry-missing = Informe a validade.
problem-expiry-unreadable = Escreva a validade como 12/2027 ou 31/12/2027.
problem-expiry-past = Venceu em { $day } e não pode ser recebido.
problem-not-as-scanned = Não é o que o código diz.
problem-units-missing = Informe quantas unidades.
problem-units-unreadable = Escreva um número inteiro de unidades, de 1 a { $most }.
problem-cost-missing = Informe o custo de uma unidade; 0 se for doação.
problem-cost-unreadable = Escreva o custo de uma unidade como número.
problem-supplier-missing = Informe o fornecedor.
problem-invoice-missing = Informe o número da nota fiscal.
problem-cold-chain-unconfirmed = Precisa de refrigeração: confirme que chegou refrigerado, ou devolva.
problem-place-missing = Escolha para onde vai.
problem-place-unfit = Controlados vão para o armário de controlados, e nada mais vai para lá.
