# O estado do próprio programa: o que se diz à administração, e a quem chega enquanto ele termina.
stopping-come-again = O Posology está sendo reiniciado. Nada foi gravado. Tente de novo em alguns segundos.
warning-disk-database-scarce = O disco do banco de dados está enchendo: restam { $free } de { $total }, em { $folder }. Libere espaço neste disco ou mande aumentá-lo; não apague nada dentro da própria pasta.
warning-disk-database-nearly-full = O disco do banco de dados está quase cheio: restam { $free } de { $total }, em { $folder }. Quando encher, ninguém poderá prescrever nem dispensar. Libere espaço neste disco agora, mas não apague nada dentro da própria pasta; o trabalho continua sozinho logo depois.
warning-disk-downtime-scarce = O disco dos pacotes de contingência está enchendo: restam { $free } de { $total }, em { $folder }. Libere espaço neste disco ou use outro.
warning-disk-downtime-nearly-full = O disco dos pacotes de contingência está quase cheio: restam { $free } de { $total }, em { $folder }. Quando encher, os setores sem servidor não terão pacote novo. Libere espaço neste disco agora ou use outro.
warning-lists = Nas listas falta o que foi feito nos últimos { $seconds } segundos. Está gravado, e cada página o diz a quem a lê. Veja no registro do programa por que as listas não podem ser atualizadas; reiniciar o banco de dados pode ajudar.
