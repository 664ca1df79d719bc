# What a patient takes home: the form, its problems, and the page around the papers. The papers themselves are Portuguese.

discharge-prescription = Discharge prescription
discharge-prescription-n = Discharge prescription { $n }
discharge-prescriptions = Discharge prescriptions
take-home-left-out = Given now, but not for home as it is: { $medications }. Prescribe another form or route if it is to go on.
take-home-sign-hint = Checked before signing: allergies, interactions, maximum doses and duplicates, among these and with what ended within 60 days. What is given in the hospital counts as ended. Signed, it never changes; a wrong one is cancelled and written anew.
course-field = Treatment
course-days = for so many days
course-continuous = continuous use
supply-field = Quantity to supply (tablets, bottles …)
take-home-note-field = Instructions for the patient (optional, in Portuguese)
take-home-more = As needed, antimicrobial, weekly
take-home-justify = Above the limit of its list
take-home-justify-hint = More than the list allows needs the diagnosis or CID and a justification, which are printed on a sheet of their own to be signed (Portaria SVS/MS 344/1998).
diagnosis-field = Diagnosis or CID
justification-field = Justification
discharge-papers = { $n ->
    [one] 1 sheet
   *[other] { $n } sheets
} to print. Each is valid on paper only, with the prescriber's handwritten signature.
discharge-notifications = Notifications are official numbered forms: this program prints what is to be written on them, not the form.
discharge-alerts = Said before signing
discharge-cancelled = Cancelled
discharge-cancelled-by = Cancelled by { $name } on { $at }: { $reason }
cancel-discharge = Cancel this prescription
cancel-discharge-body = It keeps what it says, and each sheet says that it is cancelled. Write a new one afterwards. Ask for the signed papers back.
cancel-discharge-reason = Why it is cancelled
cancel-discharge-already = Somebody cancelled this prescription already. Nothing was changed.
not-cancelled = Not cancelled yet. Correct what is missing:
event-prescribe_discharge = signed a discharge prescription
event-cancel_discharge = cancelled a discharge prescription

problem-stay-ended-long-ago = The stay ended more than { $hours } hours ago: no discharge prescription is written any more.
problem-patient-died = The stay ended with the patient's death: nothing goes home.
problem-hospital-only = { $medication } is for use in the hospital only and never goes home. Remove it.
problem-route-not-at-home = This route is not for home. Choose another form and route, or arrange care where it can be given.
problem-frequency-not-at-home = Nobody keeps this at home. Choose another frequency.
problem-days-despite-continuous = Continuous use has no days: empty the field or choose so many days.
problem-days-of-controlled-missing = { $medication } is prescribed for so many days on its document: write the days that the quantity is for.
problem-supply-missing = Write how much is to be supplied.
problem-supply-out-of-range = The quantity is a whole number of dispensing units, from 1 to { $most }.
problem-ampoules-above-limit = List { $list } allows at most { $most } ampoules on a document. Supply less, or write diagnosis and justification below.
problem-ampoules-above-any-limit = List { $list } allows at most { $most } ampoules on a document, and no more with any justification.
problem-days-above-limit = List { $list } allows at most { $most } days of treatment on a document; days or quantity are for more. Supply less, or write diagnosis and justification below.
problem-days-above-any-limit = List { $list } allows at most { $most } days of treatment on a document, and no more with any justification; days or quantity are for more.
problem-diagnosis-out-of-range = Write the diagnosis or CID, in 3 to 200 characters.
problem-justification-out-of-range = Write why more is needed, in 10 to 500 characters.
problem-justification-needless = Nothing here is above a limit: empty the justification and the diagnosis.
problem-list-without-rule = The hospital's data have no document for list { $list }. Ask the pharmacy to complete them.
problem-cancel-reason-missing = Write why it is cancelled.
