# O que o paciente leva para casa: o formulário, seus problemas e a página em volta das folhas. As folhas são sempre em português.

discharge-prescription = Prescrição de alta
discharge-prescription-n = Prescrição de alta { $n }
discharge-prescriptions = Prescrições de alta
take-home-left-out = Em uso agora, mas não vai para casa como está: { $medications }. Prescreva outra forma ou via se deve continuar.
take-home-sign-hint = Conferido antes de assinar: alergias, interações, doses máximas e duplicidades, entre estes itens e com o que terminou há até 60 dias. O que é dado no hospital conta como encerrado. Assinada, não muda mais; uma errada é cancelada e outra é escrita.
course-field = Tratamento
course-days = por tantos dias
course-continuous = uso contínuo
supply-field = Quantidade a fornecer (comprimidos, frascos …)
take-home-note-field = Orientações ao paciente (opcional)
take-home-more = Se necessário, antimicrobiano, semanal
take-home-justify = Acima do limite da lista
take-home-justify-hint = Acima do que a lista permite, é preciso diagnóstico ou CID e justificativa, impressos em folha própria para assinar (Portaria SVS/MS 344/1998).
diagnosis-field = Diagnóstico ou CID
justification-field = Justificativa
discharge-papers = { $n ->
    [one] 1 folha
   *[other] { $n } folhas
} para imprimir. Cada uma só vale em papel, com a assinatura de próprio punho do prescritor.
discharge-notifications = Notificações são impressos oficiais numerados: este programa imprime o que se escreve nelas, não o impresso.
discharge-alerts = Dito antes de assinar
discharge-cancelled = Cancelada
discharge-cancelled-by = Cancelada por { $name } em { $at }: { $reason }
cancel-discharge = Cancelar esta prescrição
cancel-discharge-body = Ela mantém o que diz, e cada folha diz que foi cancelada. Depois, escreva outra. Peça de volta as folhas assinadas.
cancel-discharge-reason = Por que é cancelada
cancel-discharge-already = Alguém já cancelou esta prescrição. Nada foi mudado.
not-cancelled = Ainda não foi cancelada. Corrija o que falta:
event-prescribe_discharge = assinou uma prescrição de alta
event-cancel_discharge = cancelou uma prescrição de alta

problem-stay-ended-long-ago = A internação terminou há mais de { $hours } horas: não se escreve mais prescrição de alta para ela.
problem-patient-died = A internação terminou em óbito: nada vai para casa.
problem-hospital-only = { $medication } é só para uso no hospital e nunca vai para casa. Remova.
problem-route-not-at-home = Esta via não é para casa. Escolha outra forma e via, ou combine onde será administrado.
problem-frequency-not-at-home = Ninguém cumpre isto em casa. Escolha outra frequência.
problem-days-despite-continuous = Uso contínuo não tem dias: esvazie o campo ou escolha tantos dias.
problem-days-of-controlled-missing = { $medication } é prescrito por tantos dias no seu documento: escreva para quantos dias é a quantidade.
problem-supply-missing = Escreva quanto deve ser fornecido.
problem-supply-out-of-range = A quantidade é um número inteiro de unidades de dispensação, de 1 a { $most }.
problem-ampoules-above-limit = A lista { $list } permite no máximo { $most } ampolas por documento. Forneça menos, ou escreva abaixo diagnóstico e justificativa.
problem-ampoules-above-any-limit = A lista { $list } permite no máximo { $most } ampolas por documento, e nenhuma justificativa permite mais.
problem-days-above-limit = A lista { $list } permite no máximo { $most } dias de tratamento por documento; os dias ou a quantidade passam disso. Forneça menos, ou escreva abaixo diagnóstico e justificativa.
problem-days-above-any-limit = A lista { $list } permite no máximo { $most } dias de tratamento por documento, e nenhuma justificativa permite mais; os dias ou a quantidade passam disso.
problem-diagnosis-out-of-range = Escreva o diagnóstico ou o CID, com 3 a 200 caracteres.
problem-justification-out-of-range = Escreva por que é preciso mais, com 10 a 500 caracteres.
problem-justification-needless = Nada aqui passa de um limite: esvazie a justificativa e o diagnóstico.
problem-list-without-rule = Os dados do hospital não têm documento para a lista { $list }. Peça à farmácia que os complete.
problem-cancel-reason-missing = Escreva por que é cancelada.
