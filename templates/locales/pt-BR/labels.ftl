# Etiquetas das bolsas e das doses.

labels = Etiquetas
labels-ready = { $n ->
    [0] Nenhuma etiqueta: nada do que foi escolhido está separado.
    [one] 1 etiqueta.
   *[other] { $n } etiquetas.
}
labels-lines = Linhas separadas
labels-nothing-in-bag = Sem etiquetas, por não estar separado ou por estar vazia a bolsa:
label-format = Impressão
label-format-sheet = Folha A4, 3 × 8 etiquetas de 70 × 37 mm
label-format-roll = Rolo, 100 × 50 mm
label-bag = BOLSA DO PACIENTE
label-items = { $n ->
    [one] 1 item
   *[other] { $n } itens
}
label-doses = { $n ->
    [one] 1 etiqueta
   *[other] { $n } etiquetas
}
label-units = { $n ->
    [one] 1 unidade
   *[other] { $n } unidades
}
label-more = (e mais { $n })
label-dose-of = dose { $first } de { $last }
label-unit-of = unidade { $first } de { $last }
label-expiry = val.
label-prescription = Prescrição { $serial }
label-prescriptions = Prescrição { $numbers }
