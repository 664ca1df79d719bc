# O segundo farmacêutico que alguns comandos exigem.

witness = Segundo farmacêutico
witness-hint = Outro farmacêutico, que também conferiu, digita o próprio usuário e a própria senha.
problem-witness-missing = Um segundo farmacêutico precisa informar usuário e senha.
problem-witness-not-recognised = Usuário e senha não são de um farmacêutico. A senha precisa ser digitada de novo.
problem-witness-is-acting = O segundo farmacêutico precisa ser outra pessoa.
problem-witness-locked = Houve senhas erradas demais para este usuário. Aguarde 15 minutos ou peça a outro farmacêutico.
