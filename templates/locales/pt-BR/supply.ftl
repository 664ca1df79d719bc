# Separar, dispensar, enviar, receber e devolver.

nav-separation = Separação
nav-bags = Bolsas
nav-stops = Parar
nav-arrivals = Chegando
back-to = Voltar para { $list }
choose = Escolher

do-verify = Validar
do-separate = Separar
do-unpack = Devolver à prateleira
do-second_check = Segunda conferência feita
do-dispense = Dispensar
do-send = Enviar
do-receive = Recebido
do-relabel = A bolsa está com a nova etiqueta

lines-refused-no-porter = Informe quem leva as bolsas
lines-refused-unchecked = Medicamentos de alta vigilância e controlados precisam antes da segunda conferência: nada foi feito
lines-refused-own-bag = Você separou uma destas bolsas: outra pessoa precisa conferir. Nada foi feito
lines-refused-recalled = Um lote de uma destas bolsas está em quarentena ou recolhido: nada foi feito. Devolva-o à prateleira
lines-refused-elsewhere = Um paciente está em outro leito que não o da etiqueta: nada foi feito. Veja a lista do que deve parar
lines-refused-many-wards = Estas bolsas vão para unidades diferentes: envie as de cada unidade com a própria lista

porter = Quem leva as bolsas
lot-n = lote { $n }
expires-on = validade { $day }
missing-n = faltam { $n }
at-most-n = no máximo { $n }
supply-more = Fornecer mais
say-units = Conforme o pedido: informe quantas
separated-by = Separado por { $name }
checked-by = Conferido por { $name }
carried-by = Levado por { $name }
check-needed = Falta a segunda conferência
label-says = A etiqueta diz leito { $bed }
shipment = Lista de transporte
received-sign = Chegou
received-on-ward = Recebido na unidade por

bags-separated = Separadas: conferir e dispensar
bags-dispensed = Dispensadas: enviar
bags-sent = Enviadas, não recebidas
list-cut = Só os primeiros itens são mostrados; há mais. Escolha uma unidade.
no-bags = Nenhuma.
bags-n = { $n ->
    [one] { $n } item, o que espera há mais tempo primeiro
   *[other] { $n } itens, o que espera há mais tempo primeiro
}
arrivals-hint = Marque o que chegou. O que não chegou continua a caminho, e a farmácia vê.
nothing-arrives = Nada a caminho.

due-within = Devido em até
hours-n = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
nothing-to-separate = Nada a separar: todo item validado e devido já tem a sua bolsa.
pick-by-shelf = Primeiro por prateleira: o que vence antes sai antes
pick-from = Pegar de
pick-by-patient = Depois por paciente
lines-to-say = { $n ->
    [one] { $n } item conforme o pedido
   *[other] { $n } itens conforme o pedido
}
propose-lots = Conferir os lotes e separar
separate-this = Colocar na bolsa
has-already = já tem { $n }
short-goes-on = O que há vai para a bolsa. Prescritor e unidade são avisados do que falta.
substitutes = Outras apresentações do mesmo medicamento nas prateleiras (o prescritor precisa alterar a prescrição):
scan-codes = Leia os códigos do que pegou da prateleira
scan-codes-hint = Um código por linha. Cada um deve ser de um medicamento e de um lote acima; sem nenhum, valem os lotes acima.
why-other-lots = Por que outros lotes que não os que vencem antes
not-separated = Nada foi separado
other-lots = Os lotes não são os que a página mostrava: nada foi separado. Confira de novo

stops-n = { $n ->
    [one] { $n } bolsa deve parar
   *[other] { $n } bolsas devem parar
}
nothing-to-stop = Nenhuma bolsa deve parar, e nada precisa voltar.
to-do = O que fazer
stop-stopped = Suspenso
stop-moved = Paciente transferido
stop-recalled = Um lote da bolsa está bloqueado ou recolhido
stop-ended = Tarde demais para dispensar
in-the-bag = na bolsa
out-of-pharmacy = fora da farmácia
return-goes-on = A unidade continua administrando: volta apenas o que sobrou.
return-ends = Com isto o item se encerra: nada mais dele é fornecido.
take-back = Devolver
not-taken-back = Nada foi devolvido
nothing-supplied = Não há nada deste item em bolsa nem na unidade.
returns-from-bag = na bolsa
returns-from-ward = na unidade
units-back = Unidades que voltam
fate = Destino
fate-restock = Volta à prateleira
fate-discard = Descartado
intact = O que volta da unidade está íntegro e lacrado
intact-and-cold = O que volta da unidade está íntegro, lacrado e ficou refrigerado o tempo todo
reason-if-discarded = Motivo (obrigatório se algo for descartado)
discard-takes-two = O descarte de uma substância controlada exige duas pessoas.

problem-nothing-due = Não há mais nada devido enquanto a prescrição vale.
problem-more-than-prescribed = Mais do que as doses somam: no máximo { $most }.
problem-code-of-other = O código { $gtin } não é de nenhum destes medicamentos. Devolva-o.
problem-code-without-lot = O código { $gtin } não diz o lote.
problem-lot-not-pickable = O lote { $lot } não pode ser usado: está vencido, bloqueado ou nunca foi recebido.
problem-deviation-unexplained = Informe por que outros lotes que não os que vencem antes.
problem-more-than-there = Há apenas { $most }.
problem-bag-not-emptied = As { $units } unidades da bolsa voltam todas.
problem-condition-unconfirmed = Confirme que o que volta à prateleira está íntegro, ou descarte.
problem-discard-unexplained = Informe por que é descartado.

short-of = A farmácia tem de menos
short-lines = Em falta na farmácia

event-separate = separou
event-run_short = constatou falta de
event-unpack = devolveu à prateleira
event-second_check = conferiu a bolsa de
event-dispense = dispensou
event-send = enviou
event-receive = recebeu
event-relabel = trocou a etiqueta de
event-return = recebeu de volta
