# O que movimenta o estoque, onde está um lote e quanto há de um medicamento.

transfer-stock = Transferir
lose-stock = Registrar perda
quarantine-lot = Pôr em quarentena
release-lot = Liberar
recall-lot = Recolher um lote
count-stock = Contar
set-level = Mínimo e máximo
stock-counts = Contagens
stock-moved-on = Nada foi feito: a situação já é outra
stock-nothing-done = Nada foi feito ainda. Corrija:
from-place = De
to-place = Para
units-lost = Unidades perdidas, quebradas ou descartadas
loss-reason = O que aconteceu (de uma ampola usada em parte, também o volume descartado)
release-reason = Por que pode voltar a ser usado
recall-reason = Quem determinou o recolhimento e por quê
difference-reason = Por que a contagem difere
quarantine-moves = Sai destas prateleiras e não pode mais ser separado:
recall-moves = Tudo deste lote, seja qual for a validade, sai de todas as prateleiras e não pode mais ser separado. Em seguida aparece quem o recebeu.
actions = O que pode ser feito
lot-state = Situação
lot-usable = liberado para uso
lot-by-expiry = O lote por validade
lot-at-places = Onde está
lot-nowhere = Em nenhum local da farmácia.
lot-in-bags = Separado para pacientes, ainda não dispensado
lot-in-no-bag = Em nenhuma bolsa de paciente.
lot-of-patients = Pacientes que o receberam
lot-of-nobody = Ninguém o recebeu.
lot-gone = Perdido, descartado ou diferente na contagem
whereabouts-bag = aguarda na bolsa
whereabouts-dispense = recebeu
whereabouts-return = devolveu, voltou ao estoque
whereabouts-discarded-return = devolveu, descartado
whereabouts-loss = perdido
whereabouts-discard = descartado
whereabouts-missing = a menos na contagem
whereabouts-found = a mais na contagem
reckoning = Cada unidade
reckoned-received = Recebidas
reckoned-found = A mais na contagem
reckoned-at-places = Em locais da farmácia
reckoned-in-bags = Em bolsas de pacientes
reckoned-with-patients = Dispensadas e não devolvidas
reckoned-discarded = Descartadas
reckoned-lost = Perdidas
reckoned-missing = A menos na contagem
all-accounted-for = Todas as unidades têm destino conhecido.
unaccounted-for = Unidades sem destino conhecido
count-hint = Escreva quantas unidades há de cada lote; 0 onde não há nenhuma. O esperado não é mostrado.
lots-to-count = { $n ->
    [one] { $n } lote a contar
   *[other] { $n } lotes a contar
}
counted = Contado
counted-of-lot = Unidades do lote { $lot }
count-again = movimentado nesse meio-tempo: conte de novo
keep-count = Registrar a contagem
nothing-to-count = Não há nada a contar aqui.
places-to-count = Escolha um local para contar
last-count = Última contagem
never-counted = nunca
latest-counts = Últimas contagens
differing = Lotes que diferiram
minimum = Mínimo
maximum = Máximo
no-level = Nenhum mínimo está definido.
level-hint = Unidades que deve haver. Deixe os dois vazios para não definir nenhum.
stock-lists = Listas
stock-all = Tudo
stock-list-below = Abaixo do mínimo
stock-list-out = Em falta
stock-list-expiring = Vencem em até 90 dias
stock-list-empty = Nada consta desta lista.
search-for-others = busque os demais
to-order = A pedir
lasts = Dura
days-of-use = { $n ->
    [0] menos de um dia
    [one] cerca de { $n } dia
   *[other] cerca de { $n } dias
}
pharmacy-has-none = Farmácia: em falta
pharmacy-has-unused = Farmácia: { $units }, sem uso recente
pharmacy-has-for = Farmácia: { $units }, { $days } no consumo habitual

dispensed-patch = { $n ->
    [one] { $n } adesivo
   *[other] { $n } adesivos
}
dispensed-ampoule = { $n ->
    [one] { $n } ampola
   *[other] { $n } ampolas
}
dispensed-tube = { $n ->
    [one] { $n } bisnaga
   *[other] { $n } bisnagas
}
dispensed-bag = { $n ->
    [one] { $n } bolsa
   *[other] { $n } bolsas
}
dispensed-cartridge = { $n ->
    [one] { $n } carpule
   *[other] { $n } carpules
}
dispensed-tablet = { $n ->
    [one] { $n } comprimido
   *[other] { $n } comprimidos
}
dispensed-capsule = { $n ->
    [one] { $n } cápsula
   *[other] { $n } cápsulas
}
dispensed-injector = { $n ->
    [one] { $n } dispositivo para injeção
   *[other] { $n } dispositivos para injeção
}
dispensed-sachet = { $n ->
    [one] { $n } envelope
   *[other] { $n } envelopes
}
dispensed-bottle = { $n ->
    [one] { $n } frasco
   *[other] { $n } frascos
}
dispensed-vial = { $n ->
    [one] { $n } frasco-ampola
   *[other] { $n } frascos-ampola
}
dispensed-inhaler = { $n ->
    [one] { $n } inalador
   *[other] { $n } inaladores
}
dispensed-syringe = { $n ->
    [one] { $n } seringa
   *[other] { $n } seringas
}
dispensed-suppository = { $n ->
    [one] { $n } supositório
   *[other] { $n } supositórios
}
dispensed-unit = { $n ->
    [one] { $n } unidade
   *[other] { $n } unidades
}

problem-same-place = Já está lá. Escolha outro local.
problem-nothing-there = Não há mais nada deste lote lá. Escolha outro local.
problem-too-few-there = { $there ->
    [one] Só há { $there } unidade lá.
   *[other] Só há { $there } unidades lá.
}
problem-stock-reason-missing = Escreva o motivo.
problem-lot-is-usable = Este lote não está em quarentena: alguém o liberou, ou ninguém o pôs lá.
problem-lot-is-quarantined = Este lote já está em quarentena, e nada dele está em prateleira.
problem-lot-is-recalled = Este lote está em recolhimento, e nada dele está em prateleira.
problem-lot-of-recall = Este lote está em recolhimento: devolva-o ao fornecedor.
problem-lot-of-quarantine = Este lote está em quarentena: libere-o antes ou devolva-o ao fornecedor.
problem-lot-unknown = Nenhum lote com este número foi recebido deste medicamento.
problem-count-missing = Escreva quantas unidades há; 0 para nenhuma.
problem-count-unreadable = Escreva um número inteiro de unidades, de 0 a { $most }.
problem-count-differs = { $lots ->
    [one] { $lots } lote difere
   *[other] { $lots } lotes diferem
} do registro. Conte mais uma vez; se estiver certo, informe o motivo e um segundo farmacêutico.
problem-moved-while-counted = { $lots ->
    [one] { $lots } lote foi movimentado durante a contagem. Conte-o de novo.
   *[other] { $lots } lotes foram movimentados durante a contagem. Conte-os de novo.
}
problem-maximum-below-minimum = O máximo não pode ser menor que o mínimo.
problem-levels-moved = Outra pessoa os alterou nesse meio-tempo; acima está o que vale agora. Envie de novo se o seu ainda estiver certo.
problem-already-sent = Este formulário já foi enviado com outro conteúdo, e aquilo foi feito. Confira o estoque antes de enviar este também.
