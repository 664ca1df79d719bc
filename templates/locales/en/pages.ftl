# Pages.

skip-to-content = Skip to content
nav-label = Main
nav-start = Start
nav-dispatch = Dispatch list
nav-patients = Patients
nav-wards = Wards
log-in = Log in
log-out = Log out
log-in-other-tab = Log in, in another tab
log-in-refused = Username or password do not match. Check them and try again.
log-in-locked = There were too many wrong passwords. Wait 15 minutes or speak to whoever runs the system.
username = Username
password = Password
go-to-start = Go to the start
demo-banner = Demo hospital: patients, doctors and prescriptions are invented.
demo-logins = Demo log-ins
demo-who = Who it is
demo-password = The password of all of them is
demo-login-joao-silva = Doctor, Cardiology
demo-login-marina-onco = Doctor, Medical Oncology
demo-login-ana-farmacia = Pharmacist
demo-login-rita-enfermagem = Nurse
demo-login-admin = Runs the system
role-doctor = medicine
role-pharmacist = pharmacy
role-nurse = nursing
role-administrator = administration

hello = { $name }, this waits for you
find-patient = Find a patient by name, record number, ward or bed
search = Search
your-open-prescriptions = { $n ->
    [one] open prescription of yours
   *[other] open prescriptions of yours
}
pharmacy-questions = { $n ->
    [one] question from the pharmacy
   *[other] questions from the pharmacy
}
pharmacy-asks = The pharmacy asks
no-questions-title = No questions from the pharmacy
no-questions-body = To prescribe, find the patient above.
since = Since
stat-lines = { $n ->
    [one] line for now
   *[other] lines for now
}
oldest = The oldest:
open-dispatch = Open the dispatch list
choose-ward = Choose a ward to open its sheet
open-lines = { $n ->
    [one] 1 line
   *[other] { $n } lines
}
patients-n = { $n ->
    [one] 1 patient
   *[other] { $n } patients
}
medications-active = { $n ->
    [one] medication in the formulary
   *[other] medications in the formulary
}
medications-restricted = { $n ->
    [one] restricted to specialties
   *[other] restricted to specialties
}
users-active = { $n ->
    [one] active user
   *[other] active users
}
administration-tasks = From the command line
administration-import = Import the formulary:
administration-verify = Compare the dispatch list with the tables:

patients-found = { $n ->
    [one] 1 patient
   *[other] { $n } patients
}
more-patients = there are more: write more of the name, or the record number
no-patients-title = No patient found
no-patients-body = Check the spelling, or search by record number or bed.
patient = Patient
identification = Identification
ward-bed = Ward and bed
ward = Ward
allergies = Allergies
born = Born
record = Record
record-n = record { $n }
sex = Sex
sex-female = female
sex-male = male
sex-other = other
sex-unknown = not stated
mother = Mother
address = Address
admitted = Admitted
not-admitted = not admitted
allergies-known = Allergies
allergies-none_known = No known allergies
allergies-not_obtainable = Allergies not obtainable
allergies-unknown = Nobody has asked about allergies
high-alert = HIGH ALERT
prescribe = Prescribe
no-open-lines-title = No open items
no-open-lines-body = What is prescribed appears here at once.
medication = Medication
times = Times
prescribed = Prescribed
prescriber = Prescriber
prescribers = Prescribers
stage = Stage
valid-until = Valid until
prescription = Prescription
prescription-n = Prescription { $n }
items-n = { $n ->
    [one] 1 item
   *[other] { $n } items
}
dose-route = Dose and route
duration = Duration
as-of = As of
refresh-n = refresh no. { $n }

error-prefix = Error:
not-signed = Not signed yet. Put this right:
already-signed-title = This form had been signed already
already-signed-body = What you changed afterwards was not written. Check the prescription that was made; to prescribe what is below as well, sign again.
already-signed-link = See the prescription that was made
item-n = Medication { $n }
medication-field = Medication (generic name, other name or code)
medication-search-hint = Type two letters or more. Use the arrow keys to go through the results and Enter to choose.
no-medications = No medication in the formulary found
type-more = Type { "{" }n{ "}" } letters or more
dose = Dose
unit = Unit
route = Route
frequency = Frequency
times-field = Times (such as 08:00 20:00)
duration-field = Days
note = Note (optional)
add-medication = Add medication
remove = Remove
sign = Sign prescription
sign-unchecked = Allergies, interactions and maximum doses are not checked by the program yet: check them yourself before you sign.
sign-hint = Once signed, the prescription goes to the pharmacy at once and does not change any more.

stage-submitted = Submitted
stage-verified = Verified
stage-separated = Separated
stage-dispensed = Dispensed
stage-sent = Sent
stage-received = Received
stage-queried = Queried
stage-refused = Refused
stage-suspended = Suspended
stage-expired = Expired
stage-returned = Returned
waiting = Waiting
waiting-noticeable = (more than half an hour)
waiting-strong = (more than two hours)
waiting-alarming = (more than six hours)
stat = NOW
live-on = Live
live-off = Reload to update
live-lost = No connection: this list may be out of date since
all-wards = All wards
all-open-stages = All open
patient-or-record = Patient or record number
filter = Filter
clear-filter = Show all
lines-range = Lines { $first } to { $last } of { $total }
page-of = Page { $first } of { $last }
pages = Pages
previous = Previous
next = Next
no-lines-title = Nothing waits for the pharmacy
no-lines-body = A new prescription appears here by itself.
no-matching-lines-title = No line with this filter

wards-caption = Wards, occupancy and open lines
patients-beds = Patients / beds
open-lines-head = Open lines
report = Ward report
print = Print
other-wards = Other wards
report-empty = No open lines in this ward.
signature-prescriber = Prescriber:
signature-nurse = Nursing:

record-allergies = Record allergies
record-allergies-other-tab = Record allergies (opens in another tab)
allergy-status = What is known about allergies?
allergy-status-known = Known allergies
allergy-status-none_known = No known allergies
allergy-status-not_obtainable = Not obtainable now (ask again as soon as possible)
allergy-n = Allergy { $n }
allergy-substance = Medication, class or substance
allergy-reaction = Reaction (optional)
allergies-hint = Empty the fields of what is not true any more. What was recorded before is kept with who changed it.
add-allergy = Add allergy
save = Save
not-saved = Not saved yet. Put this right:
record-changed-title = Somebody changed this record after you opened it
record-changed-body = It now says: { $now }. What you wrote is below and was not saved. Check both and save again.

suspend = Suspend
suspend-which = What is to be suspended?
suspension-reason = Reason
not-suspended = Nothing is suspended yet. Put this right:
nothing-to-suspend = Nothing on this prescription is open any more.
items-moved-title = Something moved after you opened this form
items-moved-body = Nothing was suspended. See below where each medication stands now, check what is chosen, and send again.

transfer = Transfer to another bed
transfer-to = New bed (free ones only)
not-transferred = Not transferred yet. Put this right:
patient-moved-title = This patient was moved or discharged after you opened the form
patient-moved-body = Nothing was changed. See above where the patient is now, and send again if that is wrong.
nothing-to-transfer = This patient is not admitted, so there is no bed to leave.

day-chart = Chart of the day
day-chart-caption = What is due, from twelve hours ago to twelve hours ahead. The vertical line is now. A hollow mark is past, whether it was given or not; the large one is next.
next-dose = Next dose
doses = Doses
day-past = Before:
day-later = After that:
day-stopped = stopped
day-over = validity ended
day-none-left = no dose left in this prescription
day-group-queried = The pharmacy waits for an answer
day-group-active = Active
day-group-nothing-due = Open, with no dose due any more
day-group-ended = Ended in the last 48 hours
yesterday = yesterday
tomorrow = tomorrow
history = History
history-empty = Nothing happened in these two weeks.
history-older = Earlier
history-newest = Back to today
event-prescribe = signed
event-suspend = suspended, on
event-transfer = transferred the patient
event-record_allergies = recorded allergies
event-other = made another entry
