# Unidades, idades e estágios. Unidade e unidade internacional sempre por extenso (ITEM-4).

unit-mg = mg
unit-g = g
unit-kg = kg
unit-cm = cm
unit-mcg = mcg
unit-ng = ng
unit-ml = mL
unit-l = L
unit-unit = { $n ->
    [one] unidade
   *[other] unidades
}
unit-iu = { $n ->
    [one] unidade internacional
   *[other] unidades internacionais
}
unit-meq = mEq
unit-mmol = mmol
unit-drop = { $n ->
    [one] gota
   *[other] gotas
}
unit-puff = { $n ->
    [one] jato
   *[other] jatos
}
unit-application = { $n ->
    [one] aplicação
   *[other] aplicações
}
unit-tablet = { $n ->
    [one] comprimido
   *[other] comprimidos
}
unit-capsule = { $n ->
    [one] cápsula
   *[other] cápsulas
}
unit-ampoule = { $n ->
    [one] ampola
   *[other] ampolas
}
unit-vial = { $n ->
    [one] frasco-ampola
   *[other] frascos-ampola
}
unit-patch = { $n ->
    [one] adesivo
   *[other] adesivos
}
unit-suppository = { $n ->
    [one] supositório
   *[other] supositórios
}
unit-bag = { $n ->
    [one] bolsa
   *[other] bolsas
}

age-days = { $n ->
    [one] 1 dia
   *[other] { $n } dias
}
age-months = { $n ->
    [one] 1 mês
   *[other] { $n } meses
}
age-years = { $n ->
    [one] 1 ano
   *[other] { $n } anos
}
days = { $n ->
    [one] 1 dia
   *[other] { $n } dias
}

today = hoje
tomorrow = amanhã
weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo
dose-read = Dose lida: { $dose }
