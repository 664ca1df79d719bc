# The second pharmacist that some commands need.

witness = Second pharmacist
witness-hint = Another pharmacist, who has seen it too, types their own username and password.
problem-witness-missing = A second pharmacist must give their username and password.
problem-witness-not-recognised = This is not the username and password of a pharmacist. The password must be typed again.
problem-witness-is-acting = The second pharmacist must be somebody other than you.
problem-witness-locked = There were too many wrong passwords for this username. Wait 15 minutes, or ask another pharmacist.
