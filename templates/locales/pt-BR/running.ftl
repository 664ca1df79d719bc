# O estado do próprio programa: o que se diz à administração, e a quem chega enquanto ele termina.
stopping-come-again = O Posology está sendo reiniciado. Nada foi gravado. Tente de novo em alguns segundos.
