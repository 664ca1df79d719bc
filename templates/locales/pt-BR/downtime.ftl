# Trabalho em papel com o servidor parado, e a digitação depois.

downtime-form = Formulário de contingência
downtime-number = Formulário nº { $n }
downtime-hint = Anote um fato por linha. Cada folha se usa uma vez: a cópia, ou o mesmo arquivo impresso de novo, tem os mesmos códigos, e cada linha é digitada uma só vez. Depois, digite as linhas em “Digitação do papel”.
downtime-allergies-first = Alergias conhecidas: ver a primeira folha deste paciente
downtime-code = Código da linha
downtime-what = O que foi feito
downtime-when = Dia e hora
downtime-by = Por quem (nome, registro)
downtime-signature = Assinatura
downtime-given = administrado
downtime-not-given = não administrado, porque:
downtime-anything = Outros: administrado, fornecido do estoque do setor ou de emergência, suspenso, prescrito
downtime-somebody = Quem não está neste formulário
downtime-blanks = Nome: ________________________________ Nasc.: ____/____/________ Prontuário: ____________ Leito: ________ Alergias: ______________________________________________________________________
downtime-somebody-hint = Depois: interne o paciente com a hora da chegada, imprima o formulário de novo e digite estas linhas com os códigos das linhas vazias do novo formulário.
valid-until-short = válida até { $at }

back-entry = Digitação do papel
nav-back-entry = Digitação do papel
back-entry-back = Voltar às pendências
back-entry-hint = Digite o que foi feito em papel com o servidor parado, uma linha após a outra. Confira a cada vez o paciente da tela com o do papel.
paper-code = Código da linha
paper-code-hint = Leia com o leitor, ou digite os algarismos; espaços não importam. Enter abre a linha.
paper-open-row = Abrir
paper-row-n = Linha { $code }
paper-form-made = formulário de { $at }
paper-discharged = alta em { $at }
paper-act = O que foi feito
paper-act-given = Administrado
paper-act-not_given = Não administrado
paper-act-supplied = Fornecido do estoque do setor ou de emergência
paper-act-stopped = Suspenso no papel
paper-act-ordered = Prescrito no papel
paper-act-nothing = Nada: digitado por engano
paper-reason = Por que não
not-given-refused = recusado pelo paciente
not-given-fasting = jejum
not-given-away = fora do setor
not-given-vomited = vômito
not-given-no_access = sem via de acesso
not-given-not_there = medicamento em falta
not-given-held = retido pelo estado do paciente
not-given-other = outro motivo, na observação
paper-line = Qual item prescrito?
paper-no-line = Nenhum destes
paper-date = Dia
paper-time = Hora (24 h)
paper-who = Quem fez: usuário ou registro profissional
paper-name = Ou o nome, de quem não tem usuário
paper-described = Medicamento, dose e via como está escrito, se nenhum item o diz
paper-note = Observação
paper-hint = Para a mesma pessoa da linha que você digitou antes, digite = no campo de quem fez. O que foi feito, quando e por quem fica como diz o papel, com o seu nome e a hora de agora ao lado.
paper-confirm = O dia e a hora estão certos: é o que diz o papel
paper-kept = Gravado.
paper-done = feito em { $at } por { $by }
paper-typed = digitado em { $at } por { $by }
paper-typed-short = digitado
paper-typed-by = digitado por
paper-correct = Corrigir
paper-corrects = Isto substitui, e mantém ao lado:
paper-corrected = corrigido depois
paper-taken-title = Esta linha já foi digitada
paper-taken-body = Cada linha é digitada uma só vez. Se o seu papel diz outra coisa nesta linha, ele é uma cópia da folha, ou o registro está errado. Se está errado, corrija; se é uma cópia, imprima um novo formulário do setor e use o código de uma linha vazia deste paciente.
paper-taken-kept = Nada do que você digitou foi gravado; está logo abaixo. Cada linha é digitada uma só vez.
event-enter_from_paper = em papel:
event-follow_up_paper = informou que o escrito em papel foi feito no sistema

paper-waits = Ainda não feito no sistema
paper-waits-none = Nada do que foi suspenso, prescrito ou fornecido em papel está pendente.
paper-waits-n = { $n ->
    [one] Um registro do papel pendente
   *[other] { $n } registros do papel pendentes
}
paper-waits-cut = Só os mais antigos aparecem; há mais.
paper-waits-link = { $n ->
    [one] Um item suspenso, prescrito ou fornecido em papel ainda não foi feito no sistema
   *[other] { $n } itens suspensos, prescritos ou fornecidos em papel ainda não foram feitos no sistema
}
paper-next = O que falta fazer
paper-stopped-next = A digitação não suspendeu nada: o item continua prescrito.
paper-suspend = Suspender na prescrição { $n }
paper-find-line = Achar o item
paper-tell-doctor = Avise um médico.
paper-ordered-next = A digitação não prescreveu nada.
paper-supplied-next = O estoque não se moveu: um farmacêutico dá baixa do que foi usado.
paper-signed-since = Assinado para este paciente desde então:
paper-followed-up = Já foi feito

problem-paper-code-missing = Leia ou digite o código da linha.
problem-paper-code-not-digits = O código só tem algarismos. Se foi lido, é outro código, ou o leitor está configurado para outro teclado: digite os algarismos abaixo das barras.
problem-paper-code-length = O código digitado tem { $digits } algarismos: faltam ou sobram alguns. Compare com o papel.
problem-paper-code-check-digits = Os dígitos verificadores não conferem: um algarismo está errado, ou dois estão trocados. Compare com o papel.
problem-paper-code-of-nothing = O código está bem escrito, mas não há paciente nem item dele neste hospital. Compare com o papel.
problem-paper-act-missing = Diga o que foi feito.
problem-paper-line-missing = Diga de qual item se trata, ou de nenhum.
problem-paper-line-unknown = Este não é um item deste paciente que estava aberto então.
problem-paper-description-missing = Escreva o medicamento, a dose e a via como estão no papel.
problem-paper-reason-missing = Diga por que não foi administrado.
problem-paper-reason-unexplained = Escreva o outro motivo na observação.
problem-paper-date-unreadable = Escreva o dia assim: 25/11/2026.
problem-paper-time-missing = Escreva a hora em que foi feito.
problem-paper-time-unreadable = Escreva a hora assim: 03:10.
problem-paper-in-the-future = Esta hora ainda não chegou. Confira o dia.
problem-paper-before-admission = O paciente só foi internado em { $at }.
problem-paper-who-missing = Diga quem fez.
problem-paper-who-twice = Informe um usuário ou um nome, não os dois.
problem-paper-nobody-before = Você não digitou nenhuma linha antes: diga quem fez.
problem-paper-who-unknown = Ninguém aqui tem este usuário, registro ou nome. Para quem não tem usuário, use o outro campo.
problem-paper-who-among = Qual destes? Digite o que está depois do nome. { $candidates }
problem-paper-who-not-clinical = Este usuário não é de médico, enfermeiro ou farmacêutico.
problem-paper-name-too-short = Escreva o nome como está no papel.
problem-paper-long-ago = { $at } foi há mais de 72 horas.
problem-paper-before-form = { $at } é antes de o formulário ser feito ({ $made }).
problem-paper-after-form = { $at } é mais de 12 horas depois de o formulário ser feito ({ $made }).
problem-paper-after-discharge = { $at } é depois da alta do paciente ({ $discharged }).

pack = Pacote de contingência
pack-age-hint = Compare com um relógio: o que foi prescrito, alterado ou suspenso depois deste momento não está aqui. Pergunte.
pack-patients = Pacientes
pack-form-n = { $n ->
    [1] Formulário
   *[other] Mais linhas
}
pack-pdf-of = posição de { $at }
pack-pdf-old = mais antigo que a página: o setor mudou desde então
pack-all-wards = Todos os setores
pack-how = Como usar
pack-how-age = Veja o momento acima. Havendo vários discos, use o mais novo.
pack-how-report = Imprima a folha do seu setor, ou leia-a na tela: é o que está prescrito, na posição desse momento.
pack-how-form = Imprima o formulário uma vez e anote cada dose, cada suspensão e cada ordem em uma linha própria. Para mais linhas, imprima “Mais linhas”: o mesmo arquivo impresso duas vezes tem os mesmos códigos.
pack-how-after = Quando o servidor voltar, digite as linhas em “Digitação do papel”, cada uma pelo seu código.
pack-how-privacy = São dados de pacientes: guarde o disco trancado, e destrua o papel que não for arquivado.
pack-state = Pacote de contingência
pack-state-off = O pacote de contingência está desligado: nada é gravado para uma parada.
pack-state-stale = O pacote de contingência está velho demais: um setor sem servidor não veria o que foi prescrito, alterado ou suspenso desde então.
pack-state-none = Nenhum pacote de contingência foi gravado ainda.
pack-state-fresh = Posição de { $at }, em { $folder }
pack-state-failing = O último não pôde ser gravado: { $why }
