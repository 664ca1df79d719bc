# O que a farmácia diz sobre um item: uma pergunta, ou por que recusa.
say-query = Perguntar ao prescritor
say-hint-query = O item aguarda até que um médico responda. O prescritor vê a pergunta na página inicial.
say-about-query = Sobre o que é?
say-text-query = Pergunta (até 200 caracteres)
word-query = Pergunta
said-nothing-query = A pergunta ainda não foi feita. Corrija:
nothing-to-query = Não cabe pergunta sobre este item na situação atual.
say-refuse = Recusar
say-hint-refuse = O item é encerrado e nada dele é fornecido. O prescritor vê a recusa na página inicial e na prescrição.
say-about-refuse = Sobre o que é a recusa
say-text-refuse = Motivo
word-refuse = Motivo
said-nothing-refuse = Nada foi recusado ainda. Corrija:
nothing-to-refuse = Este item não pode ser recusado na situação atual.
