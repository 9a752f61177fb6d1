//! A case as somebody sees it.

use super::{context, variants};
use crate::{
    app::App,
    auth::Viewer,
    desk::{
        orders::{Background, warnings},
        uploads,
    },
    locale::Locale,
    payments,
    store::CaseFile,
};
use kefu_contract::{Case, Person, Role, Upload, UserId, WarningCode};
use kefu_rules::after_sale::{actions, deadlines, intervention, labels, reasons};

/// The case as `viewer` sees it: with what they may do, in their language, and without what is not theirs to know.
/// Addresses of its pictures are put in by [`sign`]: they do not keep.
pub(crate) fn view(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    file: &CaseFile,
    background: &Background,
) -> Case {
    let mut case = file.record.case.clone();
    let order = &file.order.order;
    let context = context(app, &viewer.person, locale, &file.order);
    // Nobody touches a case when a window closes, or while its clock stands still.
    intervention::renew(&mut case, order.completed_at, context.now, &app.policy.after_sale);
    case.deadlines = deadlines::all(&case, order, context.now, &app.policy);
    case.actions = actions::actions(&case, &context.setting());
    for line in &mut case.lines {
        if let Some(bought) = order.lines.iter().find(|bought| bought.id == line.line_id) {
            let mut bought = bought.clone();
            app.catalogue.localise_line(&mut bought, locale);
            (line.title, line.sku) = (bought.title, bought.sku);
        }
    }
    if let Some(exchange) = &mut case.exchange {
        variants::localise(app, order, exchange, locale);
    }
    retell(&mut case, locale);
    if viewer.is_staff() {
        case.warnings = warnings::of(app, &file.order, background, locale);
        case.warnings.retain(|warning| CONCERNS_REFUNDS.contains(&warning.code));
    } else {
        hide_staff(&mut case, locale);
    }
    case
}

/// What to beware of with an order that matters to its refunds, too.
const CONCERNS_REFUNDS: [WarningCode; 3] =
    [WarningCode::LookalikeAccount, WarningCode::DoNotContact, WarningCode::ManyRefunds];

/// Puts sentences that nobody wrote into the reader's language.
fn retell(case: &mut Case, locale: Locale) {
    let retold = |text: &mut String| match payments::retold(text) {
        Some(words) => words.get(locale).clone_into(text),
        None => *text = labels::retold(text, locale.language()).to_owned(),
    };
    let refund = case.refund.as_mut().into_iter().flat_map(|r| [&mut r.destination, &mut r.failure]);
    let history = case.history.iter_mut().filter(|entry| entry.person.is_none()).map(|entry| &mut entry.text);
    refund.chain(history).chain([&mut case.intervention.decision]).flatten().for_each(retold);
    if let Some(quote) = &mut case.quote {
        let payer = quote.return_postage_payer.as_ref();
        quote.payer_reason =
            payer.and_then(|payer| reasons::payer_words(payer, locale.language())).map(str::to_owned);
    }
}

/// Buyers deal with the shop, not with the people in it.
fn hide_staff(case: &mut Case, locale: Locale) {
    let shop = || Person {
        id: UserId::from("shop"),
        name: locale.language().pick("客服", "Customer service").to_owned(),
        role: Role::Agent,
        avatar_url: None,
    };
    case.warnings.clear();
    if let Some(offer) = &mut case.counter_offer {
        offer.by = shop();
    }
    if let Some(refusal) = &mut case.refusal {
        refusal.by = shop();
    }
    if let Some(inspection) = &mut case.inspection {
        inspection.by = None;
    }
    for entry in &mut case.history {
        entry.person.take_if(|person| person.role.is_staff());
    }
}

/// Puts in where the pictures of a case are found for now.
pub(crate) fn sign(app: &App, case: &mut Case) {
    pictures(case).for_each(|upload| uploads::sign(app, upload));
}

fn pictures(case: &mut Case) -> impl Iterator<Item = &mut Upload> {
    let refusal = case.refusal.as_mut().into_iter().flat_map(|refusal| &mut refusal.evidence);
    let inspection = case.inspection.as_mut().into_iter().flat_map(|found| &mut found.evidence);
    let statements = case.intervention.statements.iter_mut().flat_map(|statement| &mut statement.evidence);
    case.evidence.iter_mut().chain(refusal).chain(inspection).chain(statements)
}
