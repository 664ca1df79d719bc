# O que as verificações dizem antes de assinar: o quê, por quê e o que fazer, para cada achado.

alerts-title = Antes de assinar
alerts-none = Todas as verificações foram feitas e nada impede a assinatura.
severity-stop = PARE
severity-warning = Atenção
severity-notice = Para saber
alert-what-to-do = O que fazer:
alert-source = Fonte: { $source }
alert-repeated = O prescritor já havia decidido isto menos de 12 horas antes
override-reason = Por que está certo mesmo assim
override-needed = Avaliei: o paciente precisa deste item. A decisão será revisada.
check = Verificar
alerts-at-signing = O que foi dito na assinatura
overridden-by = Motivo do prescritor: { $reason }

problem-error-prone-abbreviation = “{ $found }” é lido errado com facilidade. Escreva { $instead }.
problem-override-reason-missing = Escreva por que está certo mesmo assim, ou mude a prescrição.
problem-override-not-confirmed = Isto é um bloqueio: confirme que o paciente precisa, ou mude a prescrição.
problem-override-reason-too-long = O motivo tem mais de { $most } caracteres.

alert-allergy-substance-what = { $medication }: há alergia registrada a { $allergy }
alert-allergy-substance-why = É a própria substância registrada.
alert-allergy-substance-do = Escolha outro medicamento. Se o registro estiver errado, corrija-o antes.
alert-allergy-side-chain-what = { $medication }: reação cruzada com a alergia registrada a { $allergy }
alert-allergy-side-chain-why = Os dois têm a mesma cadeia lateral R1.
alert-allergy-side-chain-do = Escolha um betalactâmico com outra cadeia lateral, ou outra classe.
alert-allergy-class-what = { $medication }: há alergia registrada a { $allergy }
alert-allergy-class-why = Pertence a { $class }: { $note }.
alert-allergy-class-do = Escolha outra classe. Se o registro estiver errado, corrija-o antes.
alert-allergy-cross-class-what = { $medication }: possível reação cruzada com a alergia registrada a { $allergy }
alert-allergy-cross-class-why = Pertence a { $class }: { $note }.
alert-allergy-cross-class-do = Pergunte a gravidade da reação; depois de reação grave prefira outra classe, e observe a primeira dose.
alert-allergy-unknown-what = A alergia a { $allergy } NÃO foi verificada
alert-allergy-unknown-why = O programa não sabe a que medicamentos este texto se refere.
alert-allergy-unknown-do = Confira você cada medicamento, e registre-a pelo nome da substância ou da classe, se for uma.
alert-allergies-not-obtainable-what = As alergias NÃO foram verificadas
alert-allergies-not-obtainable-why = Estão registradas como impossíveis de obter.
alert-allergies-not-obtainable-do = Pergunte de novo: familiares, prontuários anteriores. Observe as primeiras doses.
alert-contraindicated-what = { $a } com { $b }: contraindicado
alert-contraindicated-why = { $effect }.
alert-contraindicated-do = { $advised ->
    [0] Escolha outro medicamento ou suspenda o outro.
   *[other] { $advice }
} Para uma exceção, escreva por quê: a farmácia vê o motivo na prescrição.
alert-not-recommended-what = { $a } com { $b }: não recomendado
alert-not-recommended-why = { $effect }.
alert-not-recommended-do = { $advised ->
    [0] Prefira uma alternativa; se os dois forem necessários, escreva por quê e como o paciente será observado.
   *[other] { $advice }
}
alert-together-what = { $a } com { $b }
alert-together-why = { $effect }.
alert-together-do = { $advised ->
    [0] Veja se os dois são desejados.
   *[other] { $advice }
}
alert-not-recommended-conditionally-what = { $a } com { $b }: não recomendado em certas condições
alert-not-recommended-conditionally-why = { $effect }.
alert-not-recommended-conditionally-do = Veja se a condição vale para este paciente.
alert-wash-out-what = { $a } cedo demais após { $b }
alert-wash-out-why = { $effect }. { $b } terminou { $days ->
    [0] hoje
    [one] ontem
   *[other] há { $days } dias
}.
alert-wash-out-do = Espere ou escolha outro medicamento. Para uma exceção, escreva por quê: a farmácia vê o motivo na prescrição.
alert-no-interaction-lists-what = As interações NÃO foram verificadas
alert-no-interaction-lists-why = Nenhuma lista de interações foi importada neste hospital.
alert-no-interaction-lists-do = Confira você ou pergunte à farmácia.
alert-same-substance-same-route-what = { $medication }: a mesma substância pela mesma via que { $other }
alert-same-substance-same-route-why = Os dois seriam administrados.
alert-same-substance-same-route-do = Suspenda ou remova um deles; se os dois forem intencionais, escreva por quê.
alert-same-substance-what = { $medication }: a mesma substância que { $other }, por outra via
alert-same-substance-why = Os dois seriam administrados.
alert-same-substance-do = Veja se os dois são intencionais.
alert-same-group-what = { $medication } e { $other } são do mesmo grupo
alert-same-group-why = Têm o mesmo grupo ATC.
alert-same-group-do = Veja se os dois são intencionais.
alert-route-unusual-what = { $medication } não é dado por via { $route } aqui
alert-route-unusual-why = O hospital o dá por via { $usual }.
alert-route-unusual-do = Escolha uma destas vias. Se esta é necessária mesmo assim, escreva por quê.
alert-allergy-partly-unknown-what = A alergia “{ $allergy }” foi verificada, menos: { $words }
alert-allergy-partly-unknown-why = Estas palavras não nomeiam substância, marca ou classe conhecida aqui.
alert-allergy-partly-unknown-do = Confira você este medicamento contra elas, ou faça registrar cada alérgeno em uma linha própria.
alert-small-part-of-pack-what = { $medication }: { $dose } é 1/{ $of } de uma unidade de “{ $pack }”
alert-small-part-of-pack-why = É menos do que se consegue retirar dela.
alert-small-part-of-pack-do = Confira o número e sua unidade.
alert-many-packs-what = { $medication }: { $dose } são { $units } unidades de “{ $pack }”
alert-many-packs-why = São mais unidades do que uma dose costuma ter.
alert-many-packs-do = Confira o número e sua unidade, ou escolha outra concentração.
alert-not-divisible-what = { $medication }: { $dose } é { $units } de “{ $pack }”, que não se divide assim
alert-not-divisible-why = Um comprimido se divide no máximo em quartos; uma cápsula, ou o que libera aos poucos, não se divide.
alert-not-divisible-do = Escolha uma dose ou concentração que dê unidades inteiras, ou outra forma.
alert-too-little-to-measure-what = { $medication }: { $dose } são { $ml } mL, pouco demais para medir
alert-too-little-to-measure-why = Uma seringa mede no mínimo 0,05 mL.
alert-too-little-to-measure-do = Confira o número e sua unidade, ou faça diluir.
alert-medicine-in-note-what = A observação de { $medication } nomeia outro medicamento: { $names }
alert-medicine-in-note-why = O que está em uma observação não é verificado nem fornecido.
alert-medicine-in-note-do = Prescreva-o como um item próprio. Se nada deve ser dado por causa da observação, escreva isso.
alert-above-single-maximum-what = { $medications }: { $found } está acima do máximo por dose de { $maximum }
alert-above-single-maximum-why = Uma dose é de no máximo { $limit }.
alert-above-single-maximum-do = Confira o número e a unidade. Reduza a dose.
alert-above-hourly-maximum-what = { $medications }: { $found } em uma hora está acima da velocidade máxima de { $maximum } em uma hora
alert-above-hourly-maximum-why = Uma hora é de no máximo { $limit }.
alert-above-hourly-maximum-do = Confira a velocidade, sua unidade e a concentração. Reduza a velocidade.
alert-above-adult-maximum-what = { $medication }: { $dose } está acima do máximo de adulto, { $maximum }
alert-above-adult-maximum-why = O hospital não tem máximo para esta idade, e um adulto pode receber no máximo { $maximum }.
alert-above-adult-maximum-do = Confira o peso e a dose por kg.
alert-above-daily-maximum-what = { $medications }: { $found } em 24 horas está acima do máximo diário de { $maximum }
alert-above-daily-maximum-why = Um dia é de no máximo { $limit }. Conta cada item com esta substância, por qualquer via, também o que já está sendo administrado.
alert-above-daily-maximum-do = Reduza a dose ou a frequência, ou suspenda um dos itens.
alert-maximum-not-comparable-what = Dose máxima NÃO verificada: { $medications }
alert-maximum-not-comparable-why = A unidade da dose não pode ser comparada com a do máximo.
alert-maximum-not-comparable-do = Confira você a dose, ou prescreva na unidade da concentração.
alert-maximum-needs-weight-what = Dose máxima NÃO verificada: { $medications }
alert-maximum-needs-weight-why = O máximo depende do peso, e não há nenhum recente o bastante.
alert-maximum-needs-weight-do = Registre o peso, ou confira você a dose.
alert-no-maximum-what = Dose máxima NÃO verificada: { $medications }
alert-no-maximum-why = O hospital não registrou um máximo.
alert-no-maximum-do = Confira você a dose.
alert-specialty-may-not-what = { $medication } é reservado a outras especialidades
alert-specialty-may-not-why = Neste hospital é restrito a { $allowed }; seu registro diz { $own }.
alert-specialty-may-not-do = { $known ->
    [0] Peça a alguém dessas especialidades; nenhum médico delas está cadastrado aqui.
   *[other] Fale com { $colleagues }.
} Em emergência que não pode esperar, escreva por quê.
alert-stewardship-released-what = { $medication } é antimicrobiano restrito, liberado até { $at }
alert-stewardship-released-why = Sem aprovação da SCIH, está liberado até { $at }.
alert-stewardship-released-do = Assine se for necessário: a assinatura pede a aprovação. Colha culturas antes, se isso não atrasar o início.
alert-stewardship-approved-what = { $medication }: aprovado pela SCIH até { $at }
alert-stewardship-approved-why = A aprovação vale até { $at }.
alert-stewardship-approved-do = Reavalie antes disso.
alert-stewardship-ended-what = { $medication }: a liberação terminou sem aprovação
alert-stewardship-ended-why = Estava liberado até { $at }, e a SCIH não decidiu.
alert-stewardship-ended-do = Peça a decisão da SCIH ou descalone. Se não pode esperar, escreva por quê.
alert-stewardship-expired-what = { $medication }: a aprovação venceu
alert-stewardship-expired-why = A SCIH aprovou até { $at }.
alert-stewardship-expired-do = Encerre ou descalone o tratamento. Se precisa continuar, escreva por quê: a SCIH será consultada de novo.
alert-stewardship-refused-what = { $medication }: recusado pela SCIH
alert-stewardship-refused-why = Proposta no lugar: { $proposal }
alert-stewardship-refused-do = Siga a proposta ou fale com a SCIH. Se precisa ser dado, escreva por quê: a SCIH será consultada de novo.
alert-doses-too-close-what = { $medication }: { $earlier } e { $later } ficam a menos da metade do intervalo de { $hours } h
alert-doses-too-close-why = Doses de { $hours } em { $hours } h devem ficar a essa distância: duas tão próximas se somam, e a seguinte atrasa.
alert-doses-too-close-do = Afaste os horários. Se precisam ser tão próximos, escreva por quê.
alert-protocol-day-signed-what = { $medication }: protocolo { $protocol }, ciclo { $cycle }, dia { $day } já foi prescrito nesta internação
alert-protocol-day-signed-why = O mesmo dia do ciclo é administrado uma única vez: duas vezes é a dose de dois dias.
alert-protocol-day-signed-do = Confira o ciclo e o dia. Se deve ser administrado de novo, escreva por quê.
alert-supply-too-short-what = { $medication }: a quantidade para casa dura { $lasts } dias de { $course }
alert-supply-too-short-why = Tomado como prescrito, acaba antes do fim do tratamento.
alert-supply-too-short-do = Aumente a quantidade ou reduza a duração. Se o restante vem de outra fonte, escreva qual.
alert-supply-too-long-what = { $medication }: a quantidade para casa dura { $lasts } dias de { $course }
alert-supply-too-long-why = O que sobra fica em casa e pode ser tomado sem prescrição ou por outra pessoa.
alert-supply-too-long-do = Reduza a quantidade ou confira a duração. Se é necessária, escreva por quê.
