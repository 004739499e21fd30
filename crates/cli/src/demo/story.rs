//! What customers of a made-up shop ask, and what is true there.

/// A question with what a good answer says, and what happens next.
pub(super) struct Case {
    pub(super) question: &'static str,
    pub(super) fact: &'static str,
    pub(super) next: &'static str,
}

const fn case(question: &'static str, fact: &'static str, next: &'static str) -> Case {
    Case { question, fact, next }
}

pub(super) const CASES: [Case; 24] = [
    case(
        "Where is my parcel?",
        "Parcels arrive within three working days.",
        "We send you the tracking number by e-mail.",
    ),
    case(
        "Can I change my delivery address?",
        "The address can be changed until the parcel leaves us.",
        "Open the order and choose Change address.",
    ),
    case(
        "How do I return a jacket?",
        "Returns are free for thirty days.",
        "Print the label in your account and hand the parcel in anywhere.",
    ),
    case(
        "When do I get my money back?",
        "Refunds take five days after the parcel is with us.",
        "We write to you when it is sent.",
    ),
    case(
        "My invoice shows the wrong company.",
        "Invoices can be corrected for a year.",
        "Tell us the right name and we send a new one.",
    ),
    case(
        "Do you deliver to Norway?",
        "We deliver to all of Europe, Norway too.",
        "Customs are paid at checkout, so nothing is due at the door.",
    ),
    case(
        "I forgot my password.",
        "A password can be set anew by e-mail.",
        "Choose Forgot password; the link works for one hour.",
    ),
    case(
        "The charger that came is broken.",
        "Broken goods are replaced for two years.",
        "Send us a photo and a new one leaves the same day.",
    ),
    case(
        "Can I pay by bank transfer?",
        "Bank transfer is possible for orders over fifty euros.",
        "We ship when the money has arrived.",
    ),
    case(
        "Is the red lamp coming back?",
        "The red lamp is sold out for good.",
        "The orange one has the same size and light.",
    ),
    case(
        "How do I cancel my order?",
        "An order can be cancelled within two hours.",
        "Open the order and choose Cancel; later, send it back for free.",
    ),
    case(
        "Why was my card refused?",
        "Your bank refused the payment, not we.",
        "Try another card, or ask your bank to allow online payments.",
    ),
    case("Do you have a shop in Lyon?", "We have no shops, only the web.", "Trying at home is free for thirty days."),
    case(
        "Is the kettle safe without water?",
        "The kettle switches itself off when it is empty.",
        "Let it cool for ten minutes before you fill it.",
    ),
    case(
        "What does the warranty cover?",
        "The warranty covers defects for two years, not wear.",
        "Keep the invoice; it is all that we need.",
    ),
    case("Can I get a gift receipt?", "A gift receipt shows no prices.", "Tick Gift at checkout."),
    case(
        "My discount code does not work.",
        "A code works once and not on sale items.",
        "Tell us the code and we look why it was refused.",
    ),
    case(
        "How do I delete my account?",
        "An account is deleted within a day.",
        "Choose Delete in your settings; invoices are kept as the law asks.",
    ),
    case("Which battery does the clock need?", "The clock needs one AA battery.", "It is not in the box."),
    case(
        "Can two orders be sent together?",
        "Orders of the same day are sent together.",
        "Write to us before noon and we join others as well.",
    ),
    case("Is your packaging recycled?", "All boxes are recycled paper.", "Put them into the paper bin, tape included."),
    case(
        "The parcel was opened when it came.",
        "Opened parcels are replaced at once.",
        "Refuse it at the door, or send us a photo.",
    ),
    case(
        "Do you sell spare parts?",
        "Spare parts are sold for seven years.",
        "Search for the number on the underside.",
    ),
    case("Who reads my messages?", "Only our support team reads messages.", "They are deleted after two years."),
];

/// The prompts that were tried, in the order of the project.
pub(super) const PROMPTS: [(&str, &str); 3] = [
    ("terse-v1", "Answer the customer's question in one sentence: {question}"),
    (
        "terse-v2",
        "You are a support agent of a web shop. Answer in two sentences, and say what happens next: {question}",
    ),
    (
        "steps-v1",
        "Answer the customer's question. Think step by step, then write a polite and complete reply in Markdown: {question}",
    ),
];

/// Models by name, with the price of a thousand tokens in dollars and how often they get a fact wrong: one time in so many.
pub(super) const MODELS: [(&str, f64, usize); 2] = [("small-8b", 0.000_2, 4), ("large-70b", 0.003, 11)];
