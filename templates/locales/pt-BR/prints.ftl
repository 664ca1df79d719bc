# Papel: folhas dos setores, seus números, e se ainda valem.
prints = Impressões
prints-newest = A última impressão de cada setor
prints-log = Registro de impressões, da mais nova à mais antiga
prints-none-of-ward = ainda não impresso
print-newest = Última impressão
print-still = Ainda vale?
print-number = Nº
print-n = Impressão { $n }
print-check = Ainda vale?
print-sheet = A folha como foi impressa
print-code = Código que leva à conferência da impressão { $n }
print-current = Atual: nada mudou desde que esta folha foi impressa.
print-current-short = atual
print-changed-n = { $n ->
    [one] { $n } mudança desde então
   *[other] { $n } mudanças desde então
}
print-superseded = Impressa de novo depois:
print-changes = Imprimir as mudanças, para grampear
print-again = Imprimir o setor de novo
print-unkept = O que esta impressão diz não está guardado: não confie nela.
print-unkept-try = Uma impressão nova fica pronta em instantes. O conteúdo é guardado por duas semanas.
changes-since-print-n = mudanças desde a impressão { $n }
changes-none = Nada mudou.
changes-before = antes
changes-moved-on = { $n ->
    [one] { $n } item apenas avançou na farmácia:
   *[other] { $n } itens apenas avançaram na farmácia:
}
line-change-added = NOVO
line-change-gone = NÃO ESTÁ MAIS AQUI
line-change-changed = MUDOU
patient-change-arrived = PACIENTE CHEGOU
patient-change-left = PACIENTE SAIU
patient-change-changed = DADOS DO PACIENTE MUDARAM
sheet-kind = Folha
sheet-arrangement = Ordem
sheet-arrangement-bed = por leito
sheet-arrangement-time = por horário
sheet-span = Horas
sheet-span-day = hoje e as próximas 24 h
sheet-span-shift = este plantão
sheet-only-due = só o que vence
sheet-landscape = paisagem
sheet-show = Mostrar
sheet-unnumbered = NÃO É IMPRESSÃO: sem número, não pode ser conferida
sheet-infusions = Infusões
sheet-as-needed = Se necessário
sheet-ended = Encerrados nas últimas 24 horas: não administrar
sheet-nothing = Nenhum item.
sheet-given = Feito
sheet-blank = Verbal:
sheet-legend = Legenda
sheet-legend-text = □ marque quando feito · ____:____ escreva a hora · ⚠ atenção · riscado: encerrado, não administrar · “verbal”: ordem verbal, repetida em voz alta, a ser assinada pelo médico · leia o código para saber se esta folha ainda vale.
try-again = Tentar de novo
admission-n = atendimento { $n }
no-document = sem documento registrado
ward-floor = andar { $floor }
ward-wing = ala { $wing }
paper-signature = Assinatura e carimbo:
paper-not-digital = Em papel, válida com a assinatura de próprio punho do prescritor. O registro no sistema não tem assinatura digital qualificada (ICP-Brasil) e não a substitui.
sheet-region = Folha de papel
sheet-until = até { $at }
sheet-not-due = Sem dose neste período
sheet-lapsed = Vencidas e não renovadas: consultar o prescritor
sheet-no-time = Sem horário: se necessário, infusões
no-dose-left = sem dose até o fim da validade
lapsed-at = VENCIDA desde { $at }: consultar o prescritor
line-follows = no lugar de { $n }
line-change-lapsed = VENCEU
print-over = O período desta folha acabou.
print-over-since = Doses depois de { $at } não estão nesta folha.
print-over-short = período acabou
print-unkept-short = não se sabe: imprimir de novo
prints-log-hint = Um número é um conteúdo, quantas vezes quer que tenha ido ao papel.
sheet-bed = Leito
