# Páginas de erro: o que houve, e o que fazer agora.

error-not-logged-in-title = Sua sessão terminou
error-not-logged-in-body = Nada do que você escreveu se perdeu. Entre de novo em outra aba, volte a esta, recarregue a página e confirme o reenvio.
error-forbidden-title = Esta página não é do seu perfil
error-forbidden-body = Seu acesso não inclui esta página. Se deveria, fale com a administração do sistema.
error-cross-site-title = Este envio veio de outro lugar
error-cross-site-body = O formulário não foi enviado por uma página do Posology, e nada foi gravado. Abra o Posology e envie de lá.
error-not-found-title = Não encontramos esta página
error-not-found-body = O endereço pode estar errado, ou o registro não existe. Volte ao início e procure pelo nome ou pelo prontuário.
error-method-not-allowed-title = Não é assim que se chega aqui
error-method-not-allowed-body = Esta página não responde a este tipo de pedido. Volte ao início.
error-bad-request-title = Não conseguimos ler o que chegou
error-bad-request-body = O endereço ou o formulário chegou incompleto ou ilegível, e nada foi gravado. Volte, recarregue a página e tente de novo.
error-too-large-title = O formulário é grande demais
error-too-large-body = Chegou mais do que cabe em uma prescrição, e nada foi gravado. Volte e divida em prescrições menores.
error-too-many-requests-title = Muitas tentativas de entrada
error-too-many-requests-body = Deste endereço vieram muitas tentativas em pouco tempo. Espere um minuto e tente de novo.
error-busy-title = O sistema está muito ocupado
error-busy-body = Nada foi gravado. Espere alguns segundos, recarregue a página e confirme o reenvio: enviar de novo não duplica nada.
error-internal-title = Algo falhou do nosso lado
error-internal-body = Recarregue a página e confirme o reenvio: enviar de novo não duplica nada. Se falhar outra vez, avise a administração do sistema e siga em papel.
error-status = Erro { $status }
