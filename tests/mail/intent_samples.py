"""What bodies write, and what a clerk would register: invented, it · ru · en."""

from models.message import ActKind

INTERESTED, DECLINED, CONDITIONAL, QUESTION, WITHDRAWN = (
    ActKind.INTERESTED,
    ActKind.DECLINED,
    ActKind.CONDITIONAL,
    ActKind.QUESTION,
    ActKind.WITHDRAWN,
)

# What a clerk would write in the register after reading each; one reply, one `%`.
LABELLED = {
    INTERESTED: """\
Siamo interessati.
%
Gentile Segreteria,
con la presente si comunica che questo Ente manifesta il proprio interesse per la
proposta in oggetto.
Restiamo a disposizione.
%
Buongiorno, la Camera di commercio di Vallechiara conferma l'adesione alla proposta
e attende le indicazioni per la sessione.
%
Siamo molto interessati alla proposta n. 12. Il referente è l'ing. Neri.
%
Aderiamo alla proposta.
%
Sì, siamo interessati; seguirà la delibera di Giunta.
%
Intendiamo aderire all'iniziativa. Quando si terrà la sessione?
%
L'Università di Montelago esprime vivo interesse per il progetto.
%
Siamo lieti di aderire e ringraziamo per l'invito.
%
Il Comune di Acquafredda è interessato alla proposta.
%
Confermiamo il nostro interesse senza alcuna condizione.
%
Мы заинтересованы.
%
Администрация подтверждает свою заинтересованность в проекте.
%
Уважаемые коллеги, выражаем заинтересованность в предложении.
%
Готовы принять участие в проекте.
%
Наше министерство очень заинтересовано в данном предложении.
%
Подтверждаем участие. Контактное лицо — Пётр Озеров.
%
Предложение представляет для нас интерес.
%
We are interested.
%
We confirm our interest in the proposal.
%
Dear all,
we would like to participate. Our contact is Ms Lake.
%
The Chamber of Fairview formally expresses its interest.
%
We're very interested in this proposal.
""",
    DECLINED: """\
Non siamo interessati.
%
Purtroppo non siamo al momento interessati alla proposta.
%
Si ringrazia per la segnalazione, ma la proposta non riveste interesse per questa
Amministrazione.
%
Non intendiamo aderire, in quanto non disponiamo di risorse.
%
Decliniamo l'invito e auguriamo buon lavoro.
%
Non possiamo aderire per mancanza di fondi.
%
L'ente non è interessato alla proposta.
%
Non siamo interessati, ma vi ringraziamo per l'attenzione.
%
Не заинтересованы.
%
К сожалению, мы не заинтересованы в данном предложении.
%
Предложение не представляет интереса для нашего региона.
%
Вынуждены отказаться от участия из-за отсутствия средств.
%
Не сможем принять участие в проекте.
%
Заинтересованность в проекте отсутствует.
%
We are not interested.
%
Thank you, but we are not interested in this proposal.
%
We regret to decline.
%
We are unable to participate in the project.
""",
    CONDITIONAL: """\
Siamo interessati a condizione che il contributo non superi 30.000 euro.
%
Siamo interessati, ma solo con un cofinanziamento regionale del 50%.
%
Aderiamo, purché la quota privata sia coperta dal proponente.
%
Manifestiamo interesse. La nostra partecipazione è subordinata all'approvazione del
bilancio.
%
Confermiamo l'adesione, salvo approvazione del Consiglio.
%
Мы заинтересованы при условии софинансирования.
%
Готовы участвовать, но только при наличии гарантий.
%
Подтверждаем заинтересованность с оговоркой о сроках.
%
We are interested provided that the region pays half.
%
We confirm our interest subject to board approval.
%
We are interested, but the private share must be lower.
%
Siamo interessati nella misura in cui la Regione contribuisce.
""",
    QUESTION: """\
Quando si terrà la sessione?
%
Vorremmo sapere quali spese sono ammissibili.
%
Potreste inviarci la scheda tecnica dell'impianto?
%
Buongiorno,
abbiamo alcune domande sulla tecnologia proposta.
%
Просим уточнить сроки реализации.
%
Каков размер взноса организации?
%
У нас возник вопрос по технической части.
%
Could you clarify the budget?
%
What is the deadline for the contribution?
""",
    WITHDRAWN: """\
Ritiriamo la nostra manifestazione di interesse.
%
Non siamo più interessati alla proposta.
%
Con la presente revochiamo l'adesione comunicata il 3 marzo.
%
Отзываем заявку.
%
Просим отозвать нашу заинтересованность.
%
Мы больше не заинтересованы в проекте.
%
We withdraw our expression of interest.
%
We are no longer interested.
""",
    None: """\
Va bene, grazie.
%
Vi faremo sapere.
%
Si trasmette in allegato la nota prot. n. 1234 del 3/3/2025.
%
Спасибо, получили.
%
Принято к сведению.
%
Thank you for your message.
""",
}
EXPLICIT = [
    (text.strip(), act)
    for act, texts in LABELLED.items()
    for text in texts.split("%\n")
]

DOUBTFUL = (
    "Non siamo in grado di escludere un nostro interesse.",
    "Non è vero che non siamo interessati.",
    "Non possiamo dire di non essere interessati.",
    "Siamo interessati?",
    "Siamo interessati. Non siamo interessati.",
    "Siamo interessati alla parte A ma non siamo interessati alla parte B.",
    "Forse siamo interessati.",
    "Saremmo interessati.",
    "Se siamo interessati vi scriveremo.",
    "Siamo interessati a ricevere maggiori informazioni.",
    "Siamo poco interessati.",
    "Siamo interessati, ma dobbiamo valutare con la Giunta.",
    "Siamo interessati. Vi faremo sapere dopo la riunione.",
    "Il Ministero ci ha comunicato che siamo interessati dalla misura.",
    "Ci avete chiesto se siamo interessati.",
    "Figuriamoci, siamo interessati come no.",
    "Barrare la casella «siamo interessati» e rispedire.",
    "Non siamo interessati solo alla tecnologia, ma anche alla formazione.",
    "Altri comuni sono interessati, noi no.",
    "Inoltriamo la proposta per competenza: siamo interessati.",
    "Le imprese interessate possono scriverci.",
    "Eravamo interessati.",
    "No, siamo interessati.",
    "Sì, non siamo interessati.",
    "Perché no?",
    "Siamo interessati con un tetto di 20.000 euro.",
    "Siamo interessati. Il contributo è però da definire.",
    "Mi dicono che siamo interessati.",
    "Dubito che siamo interessati.",
    "Siamo interessati, anzi no.",
    "Non siamo interessati, anzi sì.",
    "Ieri abbiamo scritto che siamo interessati: è un errore.",
    "Siamo interessati al vostro parere.",
    "Il Comune manifesta interesse, la Provincia no.",
    "Мы заинтересованы в скорейшем ответе.",
    "Надеемся, что вы заинтересованы.",
    "Мы не заинтересованы в затягивании.",
    "We are interested in a prompt reply.",
    "I doubt we are interested.",
    "We are not interested in delaying this project.",
    "We are interested. Just kidding.",
    "We are interested. Actually, no.",
    "Please ignore my previous mail, we are interested.",
    "Decliniamo ogni responsabilità.",
    "Accettiamo la proposta di spostare la riunione al 5 maggio.",
    "Non possiamo accettare la proposta di spostare la riunione.",
    "Aderiamo allo sciopero del 5 maggio, l'ufficio sarà chiuso.",
    "Siamo interessati a collaborare su un'altra proposta.",
    "Siamo interessati per la parte pubblica, no per quella privata.",
    "Confermiamo il nostro interesse a ricevere la documentazione.",
    "Non ritiriamo la nostra adesione.",
    "Siete interessati?",
    "Мы не можем сказать, что не заинтересованы.",
    "Мы были бы заинтересованы.",
    "Возможно, мы заинтересованы.",
    "Пока не заинтересованы.",
    "Мы заинтересованы, но пока не готовы подтвердить участие.",
    "Коллеги сообщили, что заинтересованы.",
    "Заинтересованы ли мы, сообщим позже.",
    "Мы заинтересованы в получении дополнительной информации.",
    "Не исключаем, что заинтересованы.",
    "Готовы участвовать в совещании 5 мая.",
    "Отказываемся от комментариев.",
    "Мы не отзываем заявку.",
    "We might be interested.",
    "We are interested in a different proposal.",
    "We would like to participate in the session as observers.",
    "We decline to comment.",
    "We wish to withdraw our application for leave.",
    "We don't think we are interested.",
    "We are not uninterested.",
    "We would be interested to know more.",
    "We are interested in receiving more information.",
    "We cannot say that we are not interested.",
    "They said we are interested.",
    "We were interested.",
    "We are hardly interested.",
    "Let me ask whether we are interested.",
    "We are interested if and only if nobody else is, haha.",
    "Yeah right, we are interested.",
    "We are considering it; we are interested in principle.",
    "Il Direttivo ha deliberato all'unanimità di non rispondere per ora.",
    "Siamo a favore, ma la parola passa al Consiglio.",
    "Abbiamo aderito a un progetto gemello con la Cina.",
    "Partecipiamo già a tre progetti europei.",
    "Мы уже участвуем в аналогичной программе с Германией.",
    "Согласны с вашими замечаниями.",
    "Отказываемся от перевода, пришлите оригинал.",
    "We withdraw our earlier question.",
    "The board approved the minutes.",
    "Please remove me from your mailing list.",
    "Abbiamo letto con interesse la Vostra lettera.",
    "Благодарим за сотрудничество.",
    "Желаем успехов в реализации проекта.",
    "La risposta è no per il progetto 3, sì per il 5.",
    "Che bello, ottima idea! Quando si parte?",
    "La fattura della sala non è saldata. Potete verificare?",
    "Скажите, сколько дней? От этого зависит, будем мы участвовать или нет.",
    "Non mancheremo di farVi avere un riscontro.",
    "Готовы рассмотреть Ваше предложение.",
    "We are happy to discuss this further.",
    "Se avessi vent'anni di meno aderirei subito.",
)
