# Triagem: recusas, quem está com cada item, o que mais o farmacêutico pondera, e o rastreio de um item.
refuse-this = Recusar
refused-by-pharmacy = Recusado pela farmácia
pharmacy-refused = A farmácia recusou nas últimas 24 horas
event-refuse = recusou, na
event-claim = começou a analisar a
event-give_back = devolveu à fila a
query-category-renal_hepatic = função renal ou hepática
query-category-compatibility = diluição ou compatibilidade
claim = Estou analisando
give-back = Devolver à fila
claimed-by = { $name } está analisando
claimed-by-you = Você está analisando desde { $time }
claimed-already = { $name } está analisando este item: nada foi feito
claimed-already-body = Combine com quem está analisando ou aguarde: depois de dez minutos sem decisão, qualquer farmacêutico pode assumir.
nothing-to-claim = Nada desta prescrição aguarda mais validação
lines-refused-claimed = { $name } está analisando alguns destes itens: nada foi feito
verify-whole = Validar os { $n } itens
triage-more = Peso e outros itens
no-other-items = Nada mais está em uso.
triage-keys = Teclas: ↓ ou J vai ao próximo item, ↑ ou K ao anterior, Espaço marca, P marca a prescrição inteira, Ctrl+Enter valida.
triage-in-dispatch = Na lista de dispensação
trace = Rastreio
trace-of-line = Rastreio de um item
what-happened = O que aconteceu
outside-pharmacy = fora da farmácia
steps-n = { $n ->
    [one] Um passo, do mais antigo ao mais recente
   *[other] { $n } passos, do mais antigo ao mais recente
}
units-n = { $n ->
    [one] 1 unidade
   *[other] { $n } unidades
}
