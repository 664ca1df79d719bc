# Páginas.

skip-to-content = Ir para o conteúdo
nav-label = Principal
nav-start = Início
nav-dispatch = Lista de dispensação
nav-patients = Pacientes
nav-wards = Setores
log-in = Entrar
log-out = Sair
log-in-other-tab = Entrar em outra aba
log-in-refused = Usuário ou senha não conferem. Confira e tente de novo.
log-in-locked = Foram senhas erradas demais. Espere 15 minutos ou fale com a administração do sistema.
username = Usuário
password = Senha
go-to-start = Ir para o início
demo-banner = Hospital de demonstração: pacientes, médicos e prescrições são inventados.
demo-logins = Acessos de demonstração
demo-who = Quem é
demo-password = A senha de todos é
demo-login-joao-silva = Médico, Cardiologia
demo-login-marina-onco = Médica, Oncologia Clínica
demo-login-ana-farmacia = Farmacêutica
demo-login-bruno-farmacia = Farmacêutico, o segundo quando são precisos dois
demo-login-rita-enfermagem = Enfermeira
demo-login-admin = Administração do sistema
role-doctor = medicina
role-pharmacist = farmácia
role-nurse = enfermagem
role-administrator = administração

hello = { $name }, isto espera por você
find-patient = Buscar paciente por nome, prontuário, setor ou leito
search = Buscar
your-open-prescriptions = { $n ->
    [one] prescrição sua em aberto
   *[other] prescrições suas em aberto
}
pharmacy-questions = { $n ->
    [one] pergunta da farmácia
   *[other] perguntas da farmácia
}
pharmacy-asks = A farmácia pergunta
no-questions-title = Nenhuma pergunta da farmácia
no-questions-body = Para prescrever, busque o paciente acima.
since = Desde
stat-lines = { $n ->
    [one] item para agora
   *[other] itens para agora
}
oldest = O mais antigo:
open-dispatch = Abrir a lista de dispensação
choose-ward = Escolha o setor para abrir a folha
open-lines = { $n ->
    [one] 1 item
   *[other] { $n } itens
}
patients-n = { $n ->
    [one] 1 paciente
   *[other] { $n } pacientes
}
medications-active = { $n ->
    [one] medicamento padronizado
   *[other] medicamentos padronizados
}
medications-restricted = { $n ->
    [one] restrito a especialidades
   *[other] restritos a especialidades
}
users-active = { $n ->
    [one] usuário ativo
   *[other] usuários ativos
}
administration-tasks = Pela linha de comando
administration-import = Importar a padronização:
administration-verify = Conferir a lista de dispensação com as tabelas:

patients-found = { $n ->
    [one] 1 paciente
   *[other] { $n } pacientes
}
more-patients = há mais: escreva mais do nome ou o prontuário
no-patients-title = Nenhum paciente encontrado
no-patients-body = Confira a escrita, ou busque pelo número do prontuário ou pelo leito.
patient = Paciente
identification = Identificação
ward-bed = Setor e leito
ward = Setor
allergies = Alergias
born = Nascimento
record = Prontuário
record-n = prontuário { $n }
sex = Sexo
sex-female = feminino
sex-male = masculino
sex-other = outro
sex-unknown = não informado
mother = Mãe
address = Endereço
admitted = Internação
not-admitted = sem internação
allergies-known = Alergias
allergies-none_known = Sem alergias conhecidas
allergies-not_obtainable = Não foi possível saber de alergias
allergies-unknown = Ninguém perguntou sobre alergias
high-alert = ALTA VIGILÂNCIA
prescribe = Prescrever
no-open-lines-title = Nenhum item em aberto
no-open-lines-body = O que for prescrito aparece aqui na hora.
medication = Medicamento
times = Horários
prescribed = Prescrito em
prescriber = Prescritor
prescribers = Prescritores
stage = Etapa
valid-until = Válida até
prescription = Prescrição
prescription-n = Prescrição { $n }
items-n = { $n ->
    [one] 1 item
   *[other] { $n } itens
}
dose-route = Dose e via
duration = Duração
as-of = Posição de
refresh-n = atualização nº { $n }

error-prefix = Erro:
not-signed = Ainda não foi assinada. Corrija o que falta:
already-signed-title = Este formulário já tinha sido assinado
already-signed-body = O que você mudou depois não foi gravado. Confira a prescrição feita; se quiser prescrever também o que está abaixo, assine de novo.
already-signed-link = Ver a prescrição feita
item-n = Medicamento { $n }
medication-field = Medicamento (nome genérico, outro nome ou código)
medication-search-hint = Escreva duas letras ou mais. Use as setas para percorrer os resultados e Enter para escolher.
no-medications = Nenhum medicamento padronizado encontrado
searching = Procurando …
search-fails = A busca não responde agora. Ela continua tentando.
search-ended = Sua sessão terminou. Entre de novo em outra aba: o que você escreveu continua aqui.
no-answer = Não calculado: o servidor não responde agora.
type-more = Escreva { "{" }n{ "}" } letras ou mais
dose = Dose
unit = Unidade
route = Via
frequency = Frequência
times-field = Horários (como 08:00 20:00)
first-dose = Primeira dose
first-dose-at-time = no próximo horário
first-dose-at-once = agora
weekday-field = Dia da semana (se semanal)
start-field = Início (se não for já)
next-doses = Próximas doses: { $doses }
first-dose-given-at = 1ª dose agora ({ $at })
then-from = depois a partir de { $at }
scheduled-once = em { $at }
scheduled-from = a partir de { $at }
due-on = previsto: { $doses }
not-due-until = não previsto antes de { $doses }
duration-field = Dias
note = Observação (opcional)
add-medication = Adicionar medicamento
remove = Remover
sign = Assinar prescrição
sign-hint = Assinada, a prescrição vai para a farmácia na hora e não muda mais.

stage-submitted = Prescrita
stage-verified = Verificada
stage-separated = Separada
stage-dispensed = Dispensada
stage-sent = A caminho
stage-received = No setor
stage-queried = Com pergunta
stage-refused = Recusada
stage-suspended = Suspensa
stage-expired = Vencida
stage-returned = Devolvida
waiting = Espera
waiting-noticeable = (mais de meia hora)
waiting-strong = (mais de duas horas)
waiting-alarming = (mais de seis horas)
stat = AGORA
live-on = Ao vivo
live-off = Recarregue para atualizar
live-late = Desatualizada: pode faltar nesta lista o que foi feito desde
live-ended = Sua sessão terminou: entre de novo. Esta lista pode estar velha desde
live-lost = Sem conexão: esta lista pode estar velha desde
behind-title = Nesta página pode faltar o que foi assinado ou feito desde
behind-body = Está gravado, e esta página o mostrará assim que as listas puderem ser atualizadas. Até lá, confira nas prescrições do paciente.
behind-short = pode faltar o que foi feito depois
not-shown-yet = O que você acabou de fazer está gravado. As listas ainda não o mostram.
all-wards = Todos os setores
all-open-stages = Todas em aberto
patient-or-record = Paciente ou prontuário
filter = Filtrar
clear-filter = Mostrar tudo
lines-range = Itens { $first } a { $last } de { $total }
page-of = Página { $first } de { $last }
pages = Páginas
previous = Anterior
next = Próxima
no-lines-title = Nada espera pela farmácia
no-lines-body = Uma prescrição nova aparece aqui sozinha.
no-matching-lines-title = Nenhum item com este filtro

wards-caption = Setores, ocupação e itens em aberto
patients-beds = Pacientes / leitos
open-lines-head = Itens em aberto
report = Folha do setor
print = Imprimir
other-wards = Outros setores
report-empty = Nenhum item em aberto neste setor.
signature-prescriber = Prescritor:
signature-nurse = Enfermagem:

record-allergies = Registrar alergias
record-allergies-other-tab = Registrar alergias (abre em outra aba)
allergy-status = O que se sabe sobre alergias?
allergy-status-known = Alergias conhecidas
allergy-status-none_known = Sem alergias conhecidas
allergy-status-not_obtainable = Impossível saber agora (perguntar de novo assim que possível)
allergy-n = Alergia { $n }
allergy-substance = Medicamento, classe ou substância
allergy-reaction = Reação (opcional)
allergies-hint = Esvazie os campos do que deixou de ser verdade. O registro anterior é guardado, com quem o mudou.
allergy-taken-out-reason = Se uma alergia for retirada: por quê
add-allergy = Acrescentar alergia
save = Salvar
not-saved = Ainda não foi salvo. Corrija:
record-changed-title = Alguém mudou este registro depois que você o abriu
record-changed-body = Agora consta: { $now }. O que você escreveu está abaixo e não foi salvo. Confira os dois e salve de novo.

suspend = Suspender
suspend-which = O que deve ser suspenso?
suspension-reason = Motivo
not-suspended = Nada foi suspenso ainda. Corrija:
nothing-to-suspend = Nada nesta prescrição está em aberto.
items-moved-title = Algo mudou depois que você abriu este formulário
items-moved-body = Nada foi suspenso. Veja abaixo onde está cada medicamento agora, confira o que está escolhido e envie outra vez.

transfer = Transferir de leito
transfer-to = Novo leito (só os livres)
not-transferred = Ainda não foi transferido. Corrija:
patient-moved-title = Este paciente mudou de leito ou teve alta depois que você abriu o formulário
patient-moved-body = Nada foi mudado. Veja acima onde o paciente está agora e, se estiver errado, envie de novo.
nothing-to-transfer = Este paciente não está internado: não há leito para deixar.

more-fields = Se necessário, diluição e infusão, antimicrobiano, protocolo, termo
indication-field = Indicação
interval-field = Intervalo mínimo (horas)
most-field = Máximo de doses em 24 h
preparation-field = Como é dado na veia
preparation-bolus = em bolus (direto, sem diluição)
preparation-ready = pronto para infusão (sem diluente)
preparation-in = diluído em { $diluent }
volume-field = Volume total (mL)
minutes-field = Tempo de infusão (minutos)
rate-field = Velocidade (mL/h, ou a unidade ao lado)
rate-unit-field = Unidade da velocidade
continuous-dose-hint = Tempo ou velocidade: um dá o outro. Na infusão contínua, a dose é a quantidade do medicamento no volume total.
calculate = Conferir cálculos
as-needed-is = se necessário: { $indication } · intervalo mínimo { $interval } h · máximo { $most } em 24 h
indication-is = indicação: { $indication }
per-kg-is = { $dose } × { $kg } kg = { $result } (peso de { $at })
infusion-diluted = diluir em { $diluent } até { $volume } mL
infusion-ready = pronto para infusão, { $volume } mL
infusion-over = em { $minutes } min ({ $rate } mL/h)
infusion-rate = { $rate } = { $result } mL/h
infusion-rate-per-kg = { $rate } × { $kg } kg = { $result } mL/h (peso de { $at })
therapy-is = antimicrobiano D{ $day } (D1 = { $started }) · revisar até { $at }
fatal-by-other-routes = FATAL se administrado por outra via

record-measurements = Registrar peso e altura
record-measurements-other-tab = Registrar peso e altura (abre em outra aba)
weight = Peso
height = Altura
not-measured = sem registro
weight-field = Peso em kg
height-field = Altura em cm
measured-field = Quando foi medido
measurements-hint = Preencha o que foi medido. Um valor errado se corrige com um registro novo: o anterior é guardado.
confirm-measurement = Conferi: o que está escrito acima está certo
doubtful = Ainda não foi salvo. Confira e confirme:
already-saved-title = Este formulário já tinha sido salvo
already-saved-body = O que você mudou depois não foi salvo. Confira o que consta agora; para registrar também o que está abaixo, salve de novo.

admit = Internar
admitted-already = Este paciente já está internado:
not-admitted-yet = Ainda não foi internado. Corrija:
free-bed = Leito (só os livres)
arrived-field = Chegou em
arrived-hint = Vazio significa agora. Depois de uma parada: quando o paciente chegou, para que o que foi feito desde então possa ser digitado.
register = Cadastrar e internar paciente novo
not-registered = Ainda não foi cadastrado. Corrija:
unidentified-field = Não se sabe quem é (o paciente recebe nome e prontuário provisórios)
name-field = Nome completo
birth-field = Data de nascimento
age-field = Idade aproximada em anos (só se não se sabe quem é)
mother-field = Nome da mãe (opcional)
address-field = Endereço (opcional)
record-field = Prontuário (vazio: o hospital dá um novo)
cpf-field = CPF (opcional)
cns-field = Cartão do SUS, CNS (opcional)
provisional-identity = Identidade provisória: nome e idade são estimados até que se saiba quem é.
namesakes-title = Já há paciente com este nome e esta data de nascimento
namesakes-body = Ainda não foi cadastrado. Se for a mesma pessoa, abra o cadastro dela e interne por lá, para não dividir o prontuário:
confirm-other-person = Conferi: é outra pessoa
already-registered-title = Este formulário já tinha sido enviado
already-registered-body = O que você mudou depois não foi salvo.
already-registered-link = Ver o paciente que foi cadastrado

discharge = Dar alta
discharged = Alta
discharge-reason = Alta: { $disposition }
disposition-field = Destino
disposition-home = domicílio
disposition-other-hcf = transferência para outro hospital
disposition-long = instituição de longa permanência
disposition-rehab = reabilitação
disposition-hosp = cuidados paliativos em outra instituição
disposition-aadvice = a pedido ou evasão, contra orientação médica
disposition-exp = óbito
disposition-oth = outro (escreva na observação)
discharge-stops = { $n ->
    [0] Nada está em aberto para este paciente
    [one] A alta suspende 1 item em aberto
   *[other] A alta suspende { $n } itens em aberto
}
discharge-returns = { $n ->
    [one] 1 deles já tem doses fora da farmácia: elas precisam ser devolvidas.
   *[other] { $n } deles já têm doses fora da farmácia: elas precisam ser devolvidas.
}
to-return = DOSES A DEVOLVER
not-discharged = A alta ainda não foi dada. Corrija:
nothing-to-discharge = Este paciente não está internado: não há alta para dar.
other-stay-title = Este paciente já teve alta, ou foi internado de novo, depois que você abriu o formulário
other-stay-body = Nada foi mudado. Veja como está agora.
more-lines-title = Algo foi prescrito ou mudou depois que você abriu o formulário
more-lines-body = A alta ainda não foi dada. Veja abaixo tudo o que ela suspende agora e envie de novo.

homonym = NOME PARECIDO
homonyms = Atenção: há outro paciente internado com nome igual ou parecido. Confira nascimento e prontuário. Não confunda com:

day-chart = Gráfico do dia
day-chart-caption = O que está aprazado, de doze horas atrás a doze horas à frente. A linha vertical é agora. Marca vazada já passou, tenha sido administrada ou não; a grande é a próxima.
next-dose = Próxima dose
doses = Doses
day-past = Antes:
day-later = Depois:
day-stopped = interrompido
day-over = validade terminou em
day-none-left = sem mais doses nesta prescrição
day-group-queried = A farmácia aguarda resposta
day-group-active = Ativos
day-group-nothing-due = Em aberto, sem dose por vir
day-group-ended = Encerrados nas últimas 48 horas
yesterday = ontem
history = Histórico
history-empty = Nada aconteceu nestas duas semanas.
history-older = Anteriores
history-newest = Voltar a hoje
event-prescribe = assinou
event-suspend = suspendeu, na
event-transfer = transferiu o paciente
event-record_allergies = registrou alergias
event-expire = registrou o fim de um item que foi renovado, na
event-review_override = revisou uma exceção na
event-ask_stewardship_again = pediu outra vez a avaliação da SCIH, com a
event-decide_stewardship = decidiu pela SCIH sobre a
event-register = cadastrou o paciente
event-admit = internou o paciente
event-discharge = deu alta ao paciente
event-record_measurements = registrou peso ou altura
event-other = fez outro registro
day-without-times = sem horários fixos

renew = Renovar o que continua
change-prescription = Alterar
row-renews = Renova
row-changes = Altera
reviewed = Revisei este item: continua como está aqui
change-reason = Por que é alterado
valid-until-now = Assinada agora, vale até { $at }.
moved-title = Alguém chegou antes: não foi assinada
moved-body = O que você digitou está abaixo, sobre o que vale agora. Confira e assine de novo, ou remova a linha.
moved-followed = { $medication }: { $by } assinou { $dose } nesse meio-tempo (prescrição { $n }).
moved-stopped = { $medication } está { $stage } nesse meio-tempo; a linha agora é um item novo.
lapses = Prescrições prestes a vencer
nav-lapses = A vencer
lapses-none-title = Nada está prestes a vencer.
lapses-none-body = Todo tratamento que continua está renovado por mais de seis horas.
lapsed = VENCIDA
lapse-ends = vence
lapse-not-supplied = não são fornecidas novas doses
lapses-hint = Tratamentos que continuam mas cuja prescrição vence em até seis horas, ou já venceu. Nada se renova sozinho.
followed-renewal = Renova
followed-change = Alterado de
new-version-of = Nova versão da

order-set = Conjunto de prescrição ou favorito
order-sets = Conjuntos de prescrição
insert-set = Inserir
set-left-out = Não inserido, porque não está mais no formulário: { $medications }.
favourites = Meus favoritos
favourites-hint = Itens que você guardou das suas prescrições. O formulário de prescrição os preenche; nada é assinado por isso.
no-favourites = Nenhum ainda. Em uma prescrição sua, escolha “Guardar como favorito”.
keep-favourite = Guardar como favorito
not-kept = Não guardado

query-this = Perguntar
answer = Responder à farmácia
answer-this = Responder
about = sobre
answer-field = Resposta (até 200 caracteres)
not-answered = A resposta ainda não foi enviada. Corrija:
line-moved-title = Este item mudou depois que você abriu o formulário
line-moved-body = Nada foi alterado. Abaixo está a situação atual do item.
nothing-to-answer = Nenhuma pergunta sobre este item aguarda resposta.
answer-hint = O item volta para a farmácia, que o confere outra vez. Se a farmácia tiver razão, suspenda o item e prescreva de novo.
waits-for-answer = aguarda resposta
event-query = perguntou sobre a
event-answer = respondeu sobre a
query-category-dose = dose
query-category-route = via
query-category-frequency = frequência e horários
query-category-interaction = interação
query-category-allergy = alergia
query-category-duplicate = duplicidade terapêutica
query-category-indication = indicação
query-category-other = outro assunto

verbal-order = Registrar ordem verbal
verbal-order-intro = Só em emergência. Escreva o que o médico diz, leia tudo de volta e peça que confirme. O médico contra-assina depois.
verbal-giver = Médico que dá a ordem
verbal-emergency = Emergência (até 200 caracteres)
verbal-read-back = Li a ordem de volta, com medicamento, dose e via por extenso, e o médico confirmou.
record-verbal-order = Registrar a ordem
verbal-orders = Ordens verbais
verbal-orders-none = Nenhuma ordem verbal aguarda contra-assinatura.
verbal-orders-waiting = { $n ->
    [one] ordem verbal a contra-assinar
   *[other] ordens verbais a contra-assinar
}
verbal-order-by = Ordem verbal dada por { $giver } a { $receiver }, lida de volta, em { $at }
verbal-emergency-was = Emergência: { $emergency }
verbal-countersigned = Contra-assinada em { $at }
verbal-not-countersigned = NÃO CONTRA-ASSINADA (até { $at })
verbal-overdue = ATRASADA: não contra-assinada (prazo { $at })
countersign = Contra-assinar
countersign-hint = Com isto você confirma que deu esta ordem como está aqui. Se estiver errada, suspenda o item e fale com a enfermaria.
countersigned-title = Esta ordem já está contra-assinada
countersigned-body = Nada foi alterado.
received-by = Recebida por
given-at = Dada
event-verbal_order = recebeu uma ordem verbal:
event-countersign = contra-assinou

nav-overrides = Exceções justificadas
overridden = Alerta contrariado
reason = Motivo
review = Revisão
review-this = Revisar
review-override = Revisar exceção
review-note = Observação, se houver o que dizer
mark-reviewed = Marcar como revisado
override-reviewed = Revisado
no-overrides-title = Nenhuma prescrição contrariou um alerta impeditivo nos últimos 30 dias.
no-overrides-body = Quando um médico prescreve apesar de um alerta, o caso fica aqui até alguém revisar.
overrides-unreviewed = { $n ->
    [0] Nada espera revisão
    [one] { $n } exceção espera revisão
   *[other] { $n } exceções esperam revisão
}
overrides-to-review = { $n ->
    [one] exceção a revisar
   *[other] exceções a revisar
}

nav-stewardship = Controle de antimicrobianos
stewardship-title = Antimicrobianos restritos à espera da SCIH
stewardship-waiting = { $n ->
    [one] { $n } pedido em espera; primeiro a liberação que termina antes
   *[other] { $n } pedidos em espera; primeiro a liberação que termina antes
}
stewardship-to-decide = { $n ->
    [one] antimicrobiano restrito a decidir
   *[other] antimicrobianos restritos a decidir
}
no-stewardship-title = Nenhum antimicrobiano restrito espera decisão.
no-stewardship-body = Quando um médico prescreve um, ele fica aqui até ser aprovado ou recusado.
released-until = Liberado até
release-ended = liberação encerrada
decide-stewardship = Decidir sobre antimicrobiano restrito
decide = Decidir
decision = Decisão
indication = Indicação
approve = Aprovar até um dia
refuse = Recusar e propor o que usar no lugar
approved-until-field = Último dia da aprovação
proposal-field = Proposta no lugar (descalonamento)
stewardship-approved = Aprovado
stewardship-refused = Recusado
until-day = até { $day }

controlled-list = Controlado: lista { $list }
controlled-quantity = { $n ->
    [one] { $doses } dose, no total { $total }
   *[other] { $doses } doses, no total { $total }
}
controlled-volume = { $total } no volume inteiro
controlled-at-discharge = No hospital basta esta prescrição. Na alta: { $document }
controlled-hospital-only = Somente para uso no hospital
going-home-title = Na alta, estes precisam de
going-home-body = No hospital basta a prescrição assinada. A prescrição de alta põe cada um no seu documento.
document-limits-ampoules = De cada substância, no máximo { $ampoules } ampolas ou { $days } dias nas demais formas; vale { $valid } dias.
document-limits = No máximo { $days } dias de tratamento; vale { $valid } dias.
excess-ampoules = { $medication }: como está prescrito, passaria de { $most } ampolas
excess-days = { $medication }: como está prescrito, passaria de { $most } dias

keys = Atalhos do teclado
key-review = em “Revisei”: revisado, ir ao próximo
key-next = próximo que espera por você
key-previous = o anterior
key-sign = assinar
nothing-waits = Nada mais espera por você nesta página. Leia mais uma vez antes de assinar.
dropped-renewal = Não renovado: { $medication } (válido até { $at }).
dropped-change = Suspenso ao assinar: { $medication }.

protocol-field = Protocolo
protocol-cycle-field = Número do ciclo
protocol-day-field = Dia do ciclo
protocol-is = protocolo { $name } · ciclo { $cycle } · dia { $day }
per-m2-is = { $dose } × { $m2 } m² = { $result }
surface-is = superfície corporal { $m2 } m² (Mosteller: { $cm } cm de { $measured }, { $kg } kg de { $weighed })
term-field = Termo assinado pelo paciente
pregnancy-test-field = Dia do teste de gravidez negativo
contraception-field = Contracepção confirmada
safeguards-signed = termo assinado
safeguards-with-test = termo assinado · teste de gravidez negativo de { $day } · contracepção confirmada
yes = Sim

sign-draft = Enviar ao supervisor
draft-hint = Você é residente: o que envia aqui é um rascunho. Só vira prescrição quando um médico da sua especialidade assina; nada chega antes à farmácia.
draft-of = Rascunho de { $author }
draft-age = há { $age }
draft-sign-hint = Confira, mude o que for preciso e assine como prescrição sua. Os alertas são perguntados de novo.
drafts = Rascunhos de residentes
drafts-hint = Residentes da sua especialidade escreveram estes rascunhos. Nada é prescrito antes da sua assinatura.
drafts-own-hint = Aguardam um médico da sua especialidade ou foram decididos nos últimos sete dias.
drafts-none = Nenhum rascunho aguarda.
drafts-n = { $n ->
    [one] { $n } rascunho
   *[other] { $n } rascunhos
}
drafts-waiting = { $n ->
    [one] rascunho de residente aguarda
   *[other] rascunhos de residentes aguardam
}
draft-stops = Suspende: { $medications }
drafted = Escrito
drafted-by = Rascunho de
draft-waits = aguarda um supervisor
open-draft = Conferir e assinar
discard-draft = Descartar o rascunho
discard-reason = Por que não deve ser prescrito
draft-signed-by = Assinado por { $by }:
draft-discarded-by = Descartado { $by ->
    [system] pelo sistema
   *[other] por { $by }
}:
draft-decided-body = O que você digitou continua abaixo, como prescrição sua: assine só se ainda for necessário.
event-draft = escreveu um rascunho de prescrição
event-discard_draft = descartou um rascunho
demo-login-lucas-residente = Residente de Cardiologia: o que assina aguarda um supervisor

request-non-formulary = Solicitar medicamento não padronizado
request-non-formulary-hint = Uma chefia aprova e a farmácia informa como pode ser obtido; depois pode ser prescrito a este paciente, nesta internação.
non-formulary-medication = Medicamento: um que saiu da padronização, ou nome, concentração e forma em suas palavras
justification = Justificativa
request = Solicitar
non-formulary = Não padronizados
non-formulary-request = Medicamento não padronizado
non-formulary-hint = O que foi solicitado para pacientes internados. Só é prescrito depois que uma chefia aprova e a farmácia toma ciência, e só naquela internação.
non-formulary-none = Nada foi solicitado.
requests-n = { $n ->
    [one] { $n } solicitação
   *[other] { $n } solicitações
}
requested-by = Solicitado por
chief = Chefia
pharmacy = Farmácia
approved = aprovado
refused = recusado:
waits-for-chief = aguarda uma chefia
acknowledged = ciente
acknowledge = Dar ciência
acknowledged-as = Código ou rótulo completo do item como será prescrito
acknowledge-hint = O que o hospital nunca teve é importado antes, como não padronizado; depois informe aqui o código.
refusal-reason = Por que não, se recusado
chief-first = Isto aguarda uma chefia; depois de aprovado, a farmácia informa aqui como pode ser obtido.
nothing-to-decide = Não há mais nada a decidir aqui.
now-prescribable = Pode ser prescrito como
event-request_non_formulary = solicitou um medicamento não padronizado
event-decide_non_formulary = decidiu sobre um medicamento não padronizado
event-acknowledge_non_formulary = tomou ciência de um medicamento não padronizado
approve-request = Aprovar
refuse-request = Recusar
requests-to-decide = { $n ->
    [one] solicitação de não padronizado a decidir
   *[other] solicitações de não padronizados a decidir
}
requests-to-acknowledge = { $n ->
    [one] solicitação de não padronizado aguarda ciência
   *[other] solicitações de não padronizados aguardam ciência
}

stops-renewal = A renovação, prescrição { $n }, é suspensa junto.
signed-together = Assinada junto com
question-open = A farmácia pergunta sobre este item: responda antes, em outra aba
renewed-until-now = O que é renovado vira uma prescrição própria, válida até { $at }.

nav-stock = Estoque
receive-stock = Receber no estoque
stock-not-received = O recebimento ainda não foi registrado. Corrija:
already-received-title = Este formulário já foi enviado
already-received-body = O que foi enviado primeiro está recebido. Confira o estoque antes de enviar outra coisa.
gs1-field = DataMatrix da embalagem (leia o código, ou deixe vazio)
lot = Lote
lots = Lotes
expiry = Validade
expiry-field = Validade (12/2027 ou 31/12/2027)
units = Unidades
units-field = Unidades recebidas
unit-cost = custo da unidade
unit-cost-field = Custo de uma unidade
supplier = Fornecedor
invoice = Nota fiscal
stock-place = Local
cold-field = Chegou refrigerado, como precisa
no-stock-title = Nada encontrado no estoque.
no-stock-body = O que é recebido aparece aqui, com seus lotes.
medications-in-stock = { $n ->
    [one] { $n } medicamento
   *[other] { $n } medicamentos
}
can-be-picked = Pode ser separado
first-expiry = Vence primeiro
expires-soon = vence em até 90 dias
expired = vencido
ledger = Movimentações
when = Quando
movement = Movimentação
by-whom = Por
lot-quarantined = em quarentena
lot-recalled = em recolhimento
movement-receipt = Recebido
movement-transfer = Transferido
movement-separate = Separado
movement-dispense = Dispensado
movement-unpack = Recolocado
movement-return = Devolvido
movement-discard = Descartado
movement-loss = Perdido
movement-adjustment = Ajustado
movement-quarantine = Posto em quarentena
movement-release = Liberado
verify = Validar
back-to-triage = Voltar à triagem
lines-refused-nothing = Escolha pelo menos um item
lines-refused-moved = Alguns destes itens mudaram nesse meio-tempo: nada foi feito
lines-refused-ended = A prescrição de alguns destes itens venceu: nada foi feito
lines-refused-body = Abaixo está a situação atual. O que ainda pode ser feito está marcado; veja o que mudou antes de marcar.
line-moved = mudou nesse meio-tempo
line-cannot = Nada mais pode ser feito com este item aqui.
event-verify = validou
nav-triage = Triagem
nothing-to-verify-title = Nada aguarda validação.
nothing-to-verify-body = Uma nova prescrição aparece aqui sozinha.
lines-to-verify = { $n ->
    [one] { $n } item a validar, o mais urgente primeiro
   *[other] { $n } itens a validar, os mais urgentes primeiro
}
alerts-and-reasons = Alertas e justificativas
in-stock = Em estoque
none-in-stock = nenhum
verify-chosen = Validar o que está marcado
triage-at-once = agora
triage-high-alert = alta vigilância
triage-first-antimicrobial = primeira dose de antimicrobiano
triage-intensive-or-child = terapia intensiva ou criança
triage-rest = por ordem
