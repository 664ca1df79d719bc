# What is in the way of signing a prescription, in the prescriber's words.

list-or = or
list-nobody = no specialty

problem-doctor-not-active = Your registration is not active, so you cannot sign. Speak to the medical director.
problem-patient-not-admitted = This patient is not admitted. Only someone in a bed can be prescribed for.
problem-other-admission = This form was opened for another stay or another patient. Check the name, record number and bed above, then sign again.
problem-allergy-status-missing = Nobody has recorded whether this patient has allergies. Ask, and have it recorded before the first prescription.
problem-no-items = The prescription has no medication.
problem-too-many-items = There are more than { $most } medications. Make it two prescriptions.
problem-medication-missing = Choose the medication.
problem-medication-unknown = No medication in the formulary has this name. Check the spelling or search by the generic name.
problem-medication-ambiguous = { $count ->
    [one] Confirm in the list that this is the medication.
   *[other] { $count } medications may be meant. Choose one from the list.
}
problem-medication-not-active = { $medication } is no longer in the formulary. Choose another medication.
problem-specialty-may-not = { $medication } needs { $allowed } in this hospital; your registration says { $own }. Ask someone who may prescribe it.
problem-dose-missing = Enter the dose.
problem-dose-not-a-number = Enter the dose in figures only, such as { $example }.
problem-dose-not-positive = The dose must be more than zero.
problem-dose-naked-decimal = Write { $instead }: without the zero, the point is easily missed.
problem-dose-ambiguous = This can be read in two ways. Write { $large } or { $small }.
problem-unit-missing = Choose the unit of the dose.
problem-unit-unknown = This unit is not on the list.
problem-unit-not-metric = A tablet, ampoule or vial does not say how much. Enter the dose in mg, mL, units or another measure.
problem-route-missing = Choose the route.
problem-route-unknown = This route is not on the list.
problem-route-not-for-form = { $medication } cannot be given by the route { $route }. This form allows: { $allowed }.
problem-vinca-never-intrathecal = { $medication } is FATAL if given by this route. Intravenous only.
problem-frequency-missing = Choose the frequency.
problem-frequency-unknown = This frequency is not on the list.
problem-times-missing = Enter the time.
problem-times-wrong-number = This frequency has { $needed ->
    [one] one time
   *[other] { $needed } times
}; you entered { $given }.
problem-time-unreadable = “{ $word }” is not a time. Write 08:00 20:00.
problem-time-twice = { $time } is there twice.
problem-duration-missing = Enter for how many days.
problem-duration-out-of-range = The duration is 1 to { $most } days, as a whole number.
problem-note-too-long = The note has more than { $most } characters.

problem-allergy-status-unchosen = Choose what is known about allergies.
problem-allergies-missing = Write at least one allergy, or choose another answer above.
problem-allergies-despite-status = Allergies are listed below. Choose “Known allergies”, or empty their fields.
problem-allergy-substance-missing = Write what causes this reaction.
problem-allergy-twice = “{ $substance }” is there twice.
problem-allergy-text-too-long = This has more than { $most } characters.
problem-too-many-allergies = There are more than { $most } allergies. Keep the ones that matter for prescribing.

problem-suspend-nothing = Choose at least one medication to suspend.
problem-reason-missing = Write why it is suspended.
problem-reason-too-long = The reason has more than { $most } characters.

problem-bed-missing = Choose the bed.
problem-bed-unknown = This bed is not on the list.
problem-bed-taken = Bed { $bed } is taken. Choose another one.
