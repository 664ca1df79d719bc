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
demo-login-bruno-farmacia = Pharmacist, the second one where two are needed
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
searching = Searching …
search-fails = The search does not answer just now. It goes on trying.
search-ended = Your session has ended. Log in again in another tab: what you typed stays here.
no-answer = Not calculated: the server does not answer just now.
type-more = Type { "{" }n{ "}" } letters or more
dose = Dose
unit = Unit
route = Route
frequency = Frequency
times-field = Times (such as 08:00 20:00)
first-dose = First dose
first-dose-at-time = at the next time
first-dose-at-once = now
weekday-field = Day of the week (if weekly)
start-field = First day (if not at once)
next-doses = Next doses: { $doses }
first-dose-given-at = 1st dose now ({ $at })
then-from = then from { $at }
scheduled-once = on { $at }
scheduled-from = from { $at }
due-on = due: { $doses }
not-due-until = not due before { $doses }
duration-field = Days
note = Note (optional)
add-medication = Add medication
remove = Remove
sign = Sign prescription
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
live-late = Not up to date: this list may lack what was done since
live-ended = Your session has ended: log in again. This list may be out of date since
live-lost = No connection: this list may be out of date since
behind-title = This page may lack what was signed or done since
behind-body = It is saved, and this page shows it as soon as lists can be brought up to date. Until then check with the patient’s prescriptions.
behind-short = may lack what was done since
not-shown-yet = What you just did is saved. Lists do not show it yet.
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
allergy-taken-out-reason = If an allergy is taken out: why
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

more-fields = As needed, dilution and infusion, antimicrobial, protocol, term
indication-field = Indication
interval-field = Shortest interval (hours)
most-field = Most doses in 24 h
preparation-field = How it goes into the vein
preparation-bolus = as a bolus (undiluted, at once)
preparation-ready = ready to infuse (no diluent)
preparation-in = diluted in { $diluent }
volume-field = Total volume (mL)
minutes-field = Infusion time (minutes)
rate-field = Rate (mL/h, or the unit beside)
rate-unit-field = Unit of the rate
continuous-dose-hint = Time or rate: one gives the other. For a continuous infusion, the dose is the amount of medicine in the total volume.
calculate = Check calculations
as-needed-is = as needed: { $indication } · shortest interval { $interval } h · at most { $most } in 24 h
indication-is = indication: { $indication }
per-kg-is = { $dose } × { $kg } kg = { $result } (weight of { $at })
infusion-diluted = dilute in { $diluent } to { $volume } mL
infusion-ready = ready to infuse, { $volume } mL
infusion-over = over { $minutes } min ({ $rate } mL/h)
infusion-rate = { $rate } = { $result } mL/h
infusion-rate-per-kg = { $rate } × { $kg } kg = { $result } mL/h (weight of { $at })
therapy-is = antimicrobial D{ $day } (D1 = { $started }) · review by { $at }
fatal-by-other-routes = FATAL if given by other routes

record-measurements = Record weight and height
record-measurements-other-tab = Record weight and height (opens in another tab)
weight = Weight
height = Height
not-measured = not on record
weight-field = Weight in kg
height-field = Height in cm
measured-field = When it was measured
measurements-hint = Fill in what was measured. A wrong value is put right by a new entry: the earlier one is kept.
confirm-measurement = I have checked: what is written above is right
doubtful = Not saved yet. Check and confirm:
already-saved-title = This form had been saved already
already-saved-body = What you changed afterwards was not saved. Check what is on record now; to record what is below as well, save again.

admit = Admit
admitted-already = This patient is admitted already:
not-admitted-yet = Not admitted yet. Put this right:
free-bed = Bed (free ones only)
arrived-field = Arrived at
arrived-hint = Empty means now. After a downtime: when the patient came, so that what was done since can be typed in.
register = Register and admit a new patient
not-registered = Not registered yet. Put this right:
unidentified-field = Nobody knows who it is (the patient gets a provisional name and record number)
name-field = Full name
birth-field = Date of birth
age-field = Approximate age in years (only if nobody knows who it is)
mother-field = Mother’s name (optional)
address-field = Address (optional)
record-field = Record number (empty: the hospital gives a new one)
cpf-field = CPF (optional)
cns-field = Health card, CNS (optional)
provisional-identity = Provisional identity: name and age are estimates until it is known who this is.
namesakes-title = There is a patient with this name and date of birth already
namesakes-body = Not registered yet. If it is the same person, open their record and admit from there, so that the record is not split:
confirm-other-person = I have checked: this is somebody else
already-registered-title = This form had been sent already
already-registered-body = What you changed afterwards was not saved.
already-registered-link = See the patient who was registered

discharge = Discharge
discharged = Discharged
discharge-reason = Discharge: { $disposition }
disposition-field = Destination
disposition-home = home
disposition-other-hcf = transfer to another hospital
disposition-long = long-term care
disposition-rehab = rehabilitation
disposition-hosp = hospice
disposition-aadvice = left against medical advice
disposition-exp = death
disposition-oth = other (write it in the note)
discharge-stops = { $n ->
    [0] Nothing is open for this patient
    [one] The discharge suspends 1 open item
   *[other] The discharge suspends { $n } open items
}
discharge-returns = { $n ->
    [one] 1 of them has doses out of the pharmacy already: they must be returned.
   *[other] { $n } of them have doses out of the pharmacy already: they must be returned.
}
to-return = DOSES TO RETURN
not-discharged = Not discharged yet. Put this right:
nothing-to-discharge = This patient is not admitted, so there is no stay to end.
other-stay-title = This patient was discharged, or admitted again, after you opened the form
other-stay-body = Nothing was changed. See how things are now.
more-lines-title = Something was prescribed or has moved after you opened the form
more-lines-body = Not discharged yet. See below all that the discharge suspends now, and send again.

homonym = SIMILAR NAME
homonyms = Take care: another patient in the house has the same or a similar name. Check date of birth and record number. Not to be confused with:

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
history = History
history-empty = Nothing happened in these two weeks.
history-older = Earlier
history-newest = Back to today
event-prescribe = signed
event-suspend = suspended, on
event-transfer = transferred the patient
event-record_allergies = recorded allergies
event-expire = noted the end of an item that was renewed, on
event-review_override = reviewed an override on
event-ask_stewardship_again = asked stewardship again, with
event-decide_stewardship = decided for stewardship on
event-register = registered the patient
event-admit = admitted the patient
event-discharge = discharged the patient
event-record_measurements = recorded weight or height
event-other = made another entry
day-without-times = no fixed times

renew = Renew what goes on
change-prescription = Change
row-renews = Renews
row-changes = Changes
reviewed = I have reviewed this item: it goes on as written here
change-reason = Why it is changed
valid-until-now = Signed now, valid until { $at }.
moved-title = Somebody else was here first: not signed
moved-body = What you typed is below, on top of what is so now. Look at it and sign again, or remove the row.
moved-followed = { $medication }: { $by } signed { $dose } meanwhile (prescription { $n }).
moved-stopped = { $medication } is { $stage } meanwhile; its row is now a new item.
lapses = Prescriptions about to end
nav-lapses = About to end
lapses-none-title = Nothing is about to end.
lapses-none-body = Every treatment that goes on is renewed for more than the next six hours.
lapsed = ENDED
lapse-ends = ends
lapse-not-supplied = no new doses are supplied
lapses-hint = Treatments that go on but whose prescription ends within six hours, or has ended. Nothing renews itself.
followed-renewal = Renews
followed-change = Changed from
new-version-of = New version of

order-set = Order set or favourite
order-sets = Order sets
insert-set = Insert
set-left-out = Not inserted, because no longer in the formulary: { $medications }.
favourites = My favourites
favourites-hint = Orders that you kept from your prescriptions. The prescribing form fills them in; nothing is signed by it.
no-favourites = None yet. On a prescription of yours, choose “Keep as favourite”.
keep-favourite = Keep as favourite
not-kept = Not kept

query-this = Ask
answer = Answer the pharmacy
answer-this = Answer
about = about
answer-field = Answer (200 characters at most)
not-answered = Not answered yet. Put this right:
line-moved-title = This line moved after you opened the form
line-moved-body = Nothing was changed. Where it stands now is shown below.
nothing-to-answer = No question about this line waits for an answer.
answer-hint = The line goes back to the pharmacy, which checks it again. If the pharmacy is right, suspend the item instead and prescribe it anew.
waits-for-answer = waits for an answer
event-query = asked about
event-answer = answered about
query-category-dose = dose
query-category-route = route
query-category-frequency = frequency and times
query-category-interaction = interaction
query-category-allergy = allergy
query-category-duplicate = duplicate therapy
query-category-indication = indication
query-category-other = something else

verbal-order = Record a verbal order
verbal-order-intro = Only in an emergency. Write down what the doctor says, read it back in full, and let the doctor confirm it. The doctor countersigns it later.
verbal-giver = Doctor who gives the order
verbal-emergency = Emergency (200 characters at most)
verbal-read-back = I read the order back with medication, dose and route in full, and the doctor confirmed it.
record-verbal-order = Record the order
verbal-orders = Verbal orders
verbal-orders-none = No verbal order waits to be countersigned.
verbal-orders-waiting = { $n ->
    [one] verbal order to countersign
   *[other] verbal orders to countersign
}
verbal-order-by = Verbal order given by { $giver } to { $receiver }, read back, on { $at }
verbal-emergency-was = Emergency: { $emergency }
verbal-countersigned = Countersigned on { $at }
verbal-not-countersigned = NOT COUNTERSIGNED (due { $at })
verbal-overdue = OVERDUE: not countersigned (was due { $at })
countersign = Countersign
countersign-hint = With this you confirm that you gave this order as it stands here. If it is wrong, suspend the item and speak to the ward.
countersigned-title = This order is countersigned already
countersigned-body = Nothing was changed.
received-by = Received by
given-at = Given
event-verbal_order = received a verbal order:
event-countersign = countersigned

nav-overrides = Overrides
overridden = Overridden
reason = Reason
review = Review
review-this = Review
review-override = Review an override
review-note = Note, if there is something to say
mark-reviewed = Mark as reviewed
override-reviewed = Reviewed
no-overrides-title = No hard stop was overridden in the last 30 days.
no-overrides-body = When a doctor overrides one, it is listed here until somebody reviews it.
overrides-unreviewed = { $n ->
    [0] Nothing waits for review
    [one] { $n } override waits for review
   *[other] { $n } overrides wait for review
}
overrides-to-review = { $n ->
    [one] override to review
   *[other] overrides to review
}

nav-stewardship = Stewardship
stewardship-title = Restricted antimicrobials waiting for stewardship
stewardship-waiting = { $n ->
    [one] { $n } request waits, the release that ends soonest first
   *[other] { $n } requests wait, the release that ends soonest first
}
stewardship-to-decide = { $n ->
    [one] restricted antimicrobial to decide on
   *[other] restricted antimicrobials to decide on
}
no-stewardship-title = No restricted antimicrobial waits for a decision.
no-stewardship-body = When a doctor prescribes one, it is listed here until it is approved or refused.
released-until = Released until
release-ended = release ended
decide-stewardship = Decide on a restricted antimicrobial
decide = Decide
decision = Decision
indication = Indication
approve = Approve until a day
refuse = Refuse, and propose what to give instead
approved-until-field = Last day of the approval
proposal-field = Proposed instead (de-escalation)
stewardship-approved = Approved
stewardship-refused = Refused
until-day = until { $day }

controlled-list = Controlled: list { $list }
controlled-quantity = { $n ->
    [one] { $doses } dose, { $total } in all
   *[other] { $doses } doses, { $total } in all
}
controlled-volume = { $total } in the whole volume
controlled-at-discharge = This prescription is enough in the hospital. At discharge: { $document }
controlled-hospital-only = For use in the hospital only
going-home-title = On discharge these need
going-home-body = In the hospital the signed prescription is enough. The discharge prescription puts each on its document.
document-limits-ampoules = Of each substance at most { $ampoules } ampoules, or { $days } days of other forms; valid { $valid } days.
document-limits = At most { $days } days of treatment; valid { $valid } days.
excess-ampoules = { $medication }: as prescribed now it would be more than { $most } ampoules
excess-days = { $medication }: as prescribed now it would be more than { $most } days

keys = Keyboard shortcuts
key-review = on “I have reviewed”: reviewed, go to the next
key-next = next that waits for you
key-previous = the one before
key-sign = sign
nothing-waits = Nothing on this page waits for you any more. Read it once more before you sign.
dropped-renewal = Not renewed: { $medication } (valid until { $at }).
dropped-change = Stopped when this is signed: { $medication }.

protocol-field = Protocol
protocol-cycle-field = Cycle number
protocol-day-field = Day of the cycle
protocol-is = protocol { $name } · cycle { $cycle } · day { $day }
per-m2-is = { $dose } × { $m2 } m² = { $result }
surface-is = body surface { $m2 } m² (Mosteller: { $cm } cm of { $measured }, { $kg } kg of { $weighed })
term-field = Term signed by the patient
pregnancy-test-field = Day of the negative pregnancy test
contraception-field = Contraception confirmed
safeguards-signed = term signed
safeguards-with-test = term signed · negative pregnancy test of { $day } · contraception confirmed
yes = Yes

sign-draft = Send to a supervisor
draft-hint = You are a resident: what you send here is a draft. It is prescribed once a doctor of your specialty signs it; nothing reaches the pharmacy before.
draft-of = Drafted by { $author }
draft-age = waiting { $age }
draft-sign-hint = Check it, change what must be changed, and sign it as your own prescription. Warnings are asked anew.
drafts = Residents' drafts
drafts-hint = Residents of your specialty wrote these. Nothing of them is prescribed until you sign.
drafts-own-hint = These wait for a doctor of your specialty, or were decided in the last seven days.
drafts-none = No draft waits.
drafts-n = { $n ->
    [one] { $n } draft
   *[other] { $n } drafts
}
drafts-waiting = { $n ->
    [one] draft of a resident waiting
   *[other] drafts of residents waiting
}
draft-stops = Stops: { $medications }
drafted = Drafted
drafted-by = Drafted by
draft-waits = waits for a supervisor
open-draft = Check and sign
discard-draft = Discard the draft
discard-reason = Why it is not to be prescribed
draft-signed-by = Signed by { $by }:
draft-discarded-by = Discarded by { $by ->
    [system] the system
   *[other] { $by }
}:
draft-decided-body = What you typed is kept below, as a prescription of your own: sign it only if it is still needed.
event-draft = drafted a prescription
event-discard_draft = discarded a draft
demo-login-lucas-residente = Resident, Cardiology: what he signs waits for a supervisor

request-non-formulary = Request a medication outside the formulary
request-non-formulary-hint = A chief approves it and the pharmacy says as what it can be had; then it can be prescribed for this patient, in this stay.
non-formulary-medication = Medication: one that left the formulary, or name, strength and form in your words
justification = Justification
request = Request
non-formulary = Outside the formulary
non-formulary-request = Medication outside the formulary
non-formulary-hint = What was requested for patients in the house. It is prescribed only once a chief has approved it and the pharmacy has acknowledged it, and only in that stay.
non-formulary-none = Nothing was requested.
requests-n = { $n ->
    [one] { $n } request
   *[other] { $n } requests
}
requested-by = Requested by
chief = Chief
pharmacy = Pharmacy
approved = approved
refused = refused:
waits-for-chief = waits for a chief
acknowledged = acknowledged
acknowledge = Acknowledge
acknowledged-as = Code or whole label of the row that it is prescribed as
acknowledge-hint = What the hospital never had is imported first, as not in the formulary; then give its code here.
refusal-reason = Why not, if refused
chief-first = This waits for a chief; after an approval, the pharmacy says here as which row it can be had.
nothing-to-decide = There is nothing to decide here any more.
now-prescribable = Can be prescribed as
event-request_non_formulary = requested a medication outside the formulary
event-decide_non_formulary = decided on a medication outside the formulary
event-acknowledge_non_formulary = acknowledged a medication outside the formulary
approve-request = Approve
refuse-request = Refuse
requests-to-decide = { $n ->
    [one] request outside the formulary to decide
   *[other] requests outside the formulary to decide
}
requests-to-acknowledge = { $n ->
    [one] request outside the formulary to acknowledge
   *[other] requests outside the formulary to acknowledge
}

stops-renewal = Its renewal, prescription { $n }, stops with it.
signed-together = Signed together with
question-open = The pharmacy asks about this item: answer first, in another tab
renewed-until-now = What is renewed becomes a prescription of its own, valid until { $at }.

nav-stock = Stock
receive-stock = Receive stock
stock-not-received = Not received yet. Put this right:
already-received-title = This form was sent before
already-received-body = What was sent first is received. Look at the stock before you send something else.
gs1-field = DataMatrix of the package (scan it, or leave it empty)
lot = Lot
lots = Lots
expiry = Expiry
expiry-field = Expiry (12/2027 or 31/12/2027)
units = Units
units-field = Units received
unit-cost = cost of a unit
unit-cost-field = Cost of one unit
supplier = Supplier
invoice = Invoice
stock-place = Place
cold-field = It arrived cold, as it must
no-stock-title = Nothing found in stock.
no-stock-body = What is received is listed here, with its lots.
medications-in-stock = { $n ->
    [one] { $n } medication
   *[other] { $n } medications
}
can-be-picked = Can be picked
first-expiry = Expires first
expires-soon = expires within 90 days
expired = expired
ledger = Ledger
when = When
movement = Movement
by-whom = By
lot-quarantined = quarantined
lot-recalled = recalled
movement-receipt = Received
movement-transfer = Moved
movement-separate = Separated
movement-dispense = Dispensed
movement-unpack = Put back
movement-return = Returned
movement-discard = Discarded
movement-loss = Lost
movement-adjustment = Adjusted
movement-quarantine = Quarantined
movement-release = Released
verify = Verify
back-to-triage = Back to triage
lines-refused-nothing = Choose at least one line
lines-refused-moved = Some of these lines moved meanwhile: nothing was done
lines-refused-ended = The prescription of some of these lines has ended: nothing was done
lines-refused-body = Below is what is so now. What can still be done is ticked; look at what moved before you tick it.
line-moved = moved meanwhile
line-cannot = Nothing can be done with this line here any more.
event-verify = verified
nav-triage = Triage
nothing-to-verify-title = Nothing waits to be verified.
nothing-to-verify-body = A new prescription shows here by itself.
lines-to-verify = { $n ->
    [one] { $n } line to verify, the most urgent first
   *[other] { $n } lines to verify, the most urgent first
}
alerts-and-reasons = Alerts and reasons
in-stock = In stock
none-in-stock = none
verify-chosen = Verify what is ticked
triage-at-once = at once
triage-high-alert = high-alert
triage-first-antimicrobial = first antimicrobial dose
triage-intensive-or-child = intensive care or child
triage-rest = in turn
