# Units, ages and stages. Unit and international unit always in full (ITEM-4).

unit-mg = mg
unit-g = g
unit-kg = kg
unit-cm = cm
unit-mcg = mcg
unit-ng = ng
unit-ml = mL
unit-l = L
unit-unit = { $n ->
    [one] unit
   *[other] units
}
unit-iu = { $n ->
    [one] international unit
   *[other] international units
}
unit-meq = mEq
unit-mmol = mmol
unit-drop = { $n ->
    [one] drop
   *[other] drops
}
unit-puff = { $n ->
    [one] puff
   *[other] puffs
}
unit-application = { $n ->
    [one] application
   *[other] applications
}
unit-tablet = { $n ->
    [one] tablet
   *[other] tablets
}
unit-capsule = { $n ->
    [one] capsule
   *[other] capsules
}
unit-ampoule = { $n ->
    [one] ampoule
   *[other] ampoules
}
unit-vial = { $n ->
    [one] vial
   *[other] vials
}
unit-patch = { $n ->
    [one] patch
   *[other] patches
}
unit-suppository = { $n ->
    [one] suppository
   *[other] suppositories
}
unit-bag = { $n ->
    [one] bag
   *[other] bags
}

age-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
age-months = { $n ->
    [one] 1 month
   *[other] { $n } months
}
age-years = { $n ->
    [one] 1 year
   *[other] { $n } years
}
days = { $n ->
    [one] 1 day
   *[other] { $n } days
}

today = today
tomorrow = tomorrow
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
dose-read = Dose read: { $dose }
