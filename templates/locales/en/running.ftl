# The program's own state: what its administrator is told, and whoever comes while it ends.
stopping-come-again = Posology is being restarted. Nothing was saved. Try again in a few seconds.
