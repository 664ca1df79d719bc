# Labels of bags and doses.

labels = Labels
labels-ready = { $n ->
    [0] No labels: nothing that is separated is chosen.
    [one] 1 label.
   *[other] { $n } labels.
}
labels-lines = Separated lines
labels-nothing-in-bag = No labels, as it is not separated or its bag is empty:
label-format = Printed on
label-format-sheet = Sheet A4, 3 × 8 labels of 70 × 37 mm
label-format-roll = Roll, 100 × 50 mm
label-bag = PATIENT'S BAG
label-items = { $n ->
    [one] 1 item
   *[other] { $n } items
}
label-doses = { $n ->
    [one] 1 label
   *[other] { $n } labels
}
label-units = { $n ->
    [one] 1 unit
   *[other] { $n } units
}
label-more = (and { $n } more)
label-dose-of = dose { $first } of { $last }
label-unit-of = unit { $first } of { $last }
label-expiry = exp.
label-prescription = Prescription { $serial }
label-prescriptions = Prescription { $numbers }
