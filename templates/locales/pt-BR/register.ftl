# O livro de registro de controlados e o seu balanço.

controlled-register = Livro de controlados
register-intro = Cada unidade que entrou ou saiu, de cada medicamento sob controle especial. As linhas são numeradas e nunca se alteram.
register-title = Livro de Registro Específico
register-law = Portaria SVS/MS nº 344/1998
register-balance = Balanço de substâncias controladas
registers = { $n ->
    [one] 1 medicamento sob controle especial
   *[other] { $n } medicamentos sob controle especial
}
register-list = Lista
register-lines = Linhas
register-held = Saldo
register-of-list = lista { $list }
register-in-units = unidade de contagem: { $unit }
register-number = Nº, data
register-history = Histórico
register-in = Entrada
register-out = Saída
register-lost = Perda
register-balance-column = Saldo
register-responsible = Responsável
register-opening = Estoque inicial
register-closing = Estoque final
register-no-lines = Sem movimento neste mês.
register-reverses = Estorna a linha { $n }
register-reversed-by = Estornada pela linha { $n }
register-signature = Farmacêutico responsável
register-period = Período
register-substance = Substância e apresentação
register-presentation = Apresentação
register-unit = Unidade
register-csv = Exportar em CSV
period-quarter = { $n }º trimestre de { $year }
show = Mostrar
reverse-line = Estornar a linha
reverse-line-hint = Uma linha nunca é alterada. O estorno escreve uma nova linha contrária, que cita a estornada.
line-not-reversed = Ainda não estornada. Corrija:
problem-reversal-reason-missing = Escreva por que a linha é estornada.
problem-already-reversed = A linha já foi estornada, pela linha { $by }.
problem-nothing-to-take-back = O que entrou por esta linha já não está no lugar: restam { $there }.
