"""Legal small print and gateway banners: words that nobody wrote for this letter."""

from mail.patterns import words

_LEGAL_IT = (
    r"(?:riservat[oaei]|confidenzial|controllat"
    r"|destinat[oaei] (?:esclusiv|unic|sol|all))"
)
_LEGAL_EN = (
    r"(?:confidential|intended (?:only|solely|for|recipient)|privileged|scanned|virus"
    r"|addressee)"
)
_LEGAL_RU = r"(?:конфиденциальн|предназначен|проверено|вирус)"
DISCLAIMER = words(
    r"\W{0,6}le informazioni (?:contenute|trasmesse)",
    r"\W{0,6}(?:il contenuto del(?:la)? )?(?:il )?(?:presente|questo)"
    rf" (?:messaggio|documento).{{0,80}}{_LEGAL_IT}",
    rf"\W{{0,6}}(?:la presente|questa) (?:e-?mail|comunicazione).{{0,80}}{_LEGAL_IT}",
    r"\W{0,6}(?:avvert(?:enz[ae]|imento)|avviso)"
    r" (?:ai sensi|di riservatezza|legale|privacy)",
    r"\W{0,6}(?:informativa|nota|clausola) (?:sulla |di )?(?:privacy|riservatezza)",
    r"\W{0,6}ai sensi (?:e per gli effetti )?(?:del|dell['’]art).{0,60}"
    r"(?:196/2003|2016/679|gdpr|privacy|si precisa che le informazioni)",
    r"\W{0,6}(?:rispetta|salva) l['’]ambiente|\W{0,6}prima di stampare",
    r"\W{0,6}(?:qualora|se) (?:non (?:siate|foste)|(?:avete|ha) ricevuto|il messaggio)"
    r".{0,60}(?:destinatari|per errore)",
    r"\W{0,6}(?:this|the information (?:in|contained in) this|the contents of this)"
    r" (?:e-?mail|message|communication|transmission)"
    rf"(?: (?:and|may|is|contains|has|message|with)|,).{{0,120}}{_LEGAL_EN}",
    r"\W{0,6}the information (?:transmitted|contained) (?:is|herein).{0,60}intended",
    r"\W{0,6}if you (?:are not the (?:intended|named)|have received this"
    r" (?:e-?mail|message|communication) in error)",
    r"\W{0,6}(?:confidentiality|legal|privacy) (?:notice|note|disclaimer|statement)",
    r"\W{0,6}disclaimer\s?:?|\W{0,6}(?:please )?consider the environment",
    r"\W{0,6}(?:данное|настоящее|это) (?:электронное )?(?:сообщение|письмо)"
    rf".{{0,90}}{_LEGAL_RU}",
    r"\W{0,6}информация,?\s{1,3}содержащаяся в"
    r"|\W{0,6}(?:уведомление|предупреждение) о конфиденциальности",
    r"\W{0,6}diese (?:e-?mail|nachricht) .{0,60}(?:vertraulich|rechtlich geschützt)",
    r"\W{0,6}ce (?:message|courriel|mail) .{0,90}(?:confidentiel|destin|exclusif)",
    r"\W{0,6}este (?:mensaje|correo|e-?mail|mensagem) .{0,90}confiden[ct]ia",
    r"\W{0,6}esta mensagem .{0,90}confidencia|\W{0,6}aviso (?:legal|de confidencial)",
    r"\W{0,6}(?:dit bericht|deze e-?mail) .{0,90}(?:vertrouwelijk|bestemd)",
    r"\W{0,6}(?:niniejsz|ta|treść tej) \w{0,12} ?(?:wiadomoś|korespond).{0,90}poufn",
    r"\W{0,6}(?:tento e-?mail|táto správa|obsah této zprávy).{0,90}(?:důvěrn|dôvern)",
    r"\W{0,6}acest (?:e-?mail|mesaj).{0,90}confiden|\W{0,6}bu e-?posta.{0,90}gizli",
    r"\W{0,6}virus-free\.|\W{0,6}mail priva di virus|\W{0,6}без вирусов\.",
    r"\W{0,6}(?:this e-?mail has been (?:checked|scanned)|проверено (?:на вирусы|аваст)"
    r"|questa e-?mail è stata controllata)",
)
BANNER = words(
    r"\W{0,6}(?:caution|warning|attention|external(?: (?:e-?mail|sender|message))?)"
    r"\W{1,4}.{0,60}(?:outside|external|unknown sender|originated|links|not from)",
    r"\W{0,6}\[?external(?: (?:e-?mail|sender|message))?\]?\W{0,6}$",
    r"\W{0,6}this (?:e-?mail|message) (?:originated|came|was sent) from (?:outside|an"
    r" external)|\W{0,6}you don['’]t often get e-?mail from",
    r"\W{0,6}(?:attenzione|avviso|messaggio esterno|e-?mail esterna)\W{1,4}.{0,80}"
    r"(?:estern|mittente|non (?:aprire|cliccare))",
    r"\W{0,6}(?:non (?:si )?ricev\w{2,4} spesso|in genere non ricevi) .{0,60}da",
    r"\W{0,6}(?:внимание|осторожно|внешнее письмо|внешний отправитель)\W{1,4}.{0,80}"
    r"(?:внешн|не открывайте|ссылк|отправител)",
)
"""What a gateway puts above the letter: one paragraph, then the person speaks."""
