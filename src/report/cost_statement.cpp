#include "report/cost_statement.h"

#include "base/figures.h"

namespace recanvass::report {
namespace {

std::string dollars_or_hole(const std::optional<base::UsdCents>& amount) {
  return amount ? base::dollars(*amount) : "—";
}

std::string cents_field(const std::optional<base::UsdCents>& amount) {
  return amount ? std::to_string(amount->value()) : "";
}

void add_moneys(PaperBody& body, const char* caption, const char* empty_words,
                const std::vector<MoneyEvent>& events, Language language) {
  PaperTable table;
  table.caption = say(language, caption);
  table.empty_words = say(language, empty_words);
  table.columns = {{say(language, "cost.when")},
                   {say(language, "cost.words")},
                   {say(language, "cost.amount"), ColumnKind::Number}};
  for (const MoneyEvent& event : events) {
    std::string words = event.words;
    if (event.lines_sum && *event.lines_sum != event.amount) {
      words += " " + say(language, "cost.differs",
                         {{"sum", base::dollars(*event.lines_sum)},
                          {"difference", base::dollars(*event.lines_sum - event.amount)}});
    }
    table.rows.push_back({moment_words(language, event.at), words, base::dollars(event.amount)});
  }
  body.table(table);
}

void add_counties(PaperBody& body, const recount::FeeAccount& account, Language language) {
  PaperTable table;
  table.caption = say(language, "cost.counties");
  table.empty_words = say(language, "cost.no_counties");
  table.columns = {{say(language, "cost.county")},
                   {say(language, "cost.estimated"), ColumnKind::Number},
                   {say(language, "cost.actual"), ColumnKind::Number},
                   {say(language, "cost.remark")}};
  for (const recount::CountyCost& county : account.counties) {
    table.rows.push_back({county.county, dollars_or_hole(county.estimated),
                          dollars_or_hole(county.actual),
                          county.far_apart ? say(language, "cost.far_apart") : ""});
  }
  if (!table.rows.empty()) {
    table.total = {say(language, "cost.sum"), base::dollars(account.estimated_sum),
                   dollars_or_hole(account.actual), ""};
  }
  body.table(table);
}

void add_fund(PaperBody& body, const FundAccount& fund, Language language) {
  body.section(say(language, "cost.fund"));
  body.paragraph(say(language, "cost.fund_about"));
  body.facts({{say(language, "cost.goal"), dollars_or_hole(fund.goal)},
              {say(language, "cost.raised"), base::dollars(fund.raised)},
              {say(language, "cost.fund_refunded"), base::dollars(fund.refunded)},
              {say(language, "cost.booked_sum"), base::dollars(fund.booked_sum)},
              {say(language, "cost.booked_stated"), dollars_or_hole(fund.booked_stated)}});
  if (fund.booked_stated && *fund.booked_stated != fund.booked_sum) {
    body.notice(say(language, "cost.fund_differs",
                    {{"difference", base::dollars(*fund.booked_stated - fund.booked_sum)}}));
  }
  add_moneys(body, "cost.booked", "cost.none_booked", fund.booked, language);
}

std::vector<CsvTable> cost_tables(const CostStatementPaper& statement) {
  CsvTable counties{"counties", {"county", "estimated_cents", "actual_cents", "far_apart"}, {}};
  for (const recount::CountyCost& county : statement.account.counties) {
    counties.rows.push_back({county.county, cents_field(county.estimated),
                             cents_field(county.actual), county.far_apart ? "yes" : "no"});
  }
  CsvTable moneys{"moneys", {"kind", "at", "words", "cents"}, {}};
  const auto add = [&](const char* kind, const std::vector<MoneyEvent>& events) {
    for (const MoneyEvent& event : events) {
      moneys.rows.push_back({kind, event.at, event.words, cents_field(event.amount)});
    }
  };
  add("announced", statement.announced);
  add("payment", statement.payments);
  add("refund", statement.refunds);
  if (statement.fund) add("fund-item", statement.fund->booked);
  return {std::move(counties), std::move(moneys)};
}

}  // namespace

PaperDocument cost_statement(const CostStatementPaper& statement, const PaperStyle& style) {
  const Language language = style.language;
  const recount::FeeAccount& account = statement.account;
  PaperBody body;
  body.facts(
      {{say(language, "cost.estimated_sum"), base::dollars(account.estimated_sum)},
       {say(language, "cost.quoted"), dollars_or_hole(account.quoted)},
       {say(language, "cost.deadline"), statement.payment_deadline.empty()
                                            ? "—"
                                            : moment_words(language, statement.payment_deadline)},
       {say(language, "cost.paid"), base::dollars(account.paid)},
       {say(language, "cost.actual_sum"), dollars_or_hole(account.actual)},
       {say(language, "cost.refunded"), base::dollars(account.refunded)},
       {say(language, "cost.refund"), dollars_or_hole(account.refund_left)},
       {say(language, "cost.still_due"), dollars_or_hole(account.still_due)}});
  if (account.quote_short_by && *account.quote_short_by != base::UsdCents(0)) {
    body.notice(say(language, "cost.quote_differs",
                    {{"difference", base::dollars(*account.quote_short_by)}}));
  }
  if (account.actual_short_by && *account.actual_short_by != base::UsdCents(0)) {
    body.notice(say(language, "cost.actual_differs",
                    {{"difference", base::dollars(*account.actual_short_by)}}));
  }
  add_counties(body, account, language);
  add_moneys(body, "cost.announced", "cost.none_announced", statement.announced, language);
  add_moneys(body, "cost.payments", "cost.none_paid", statement.payments, language);
  add_moneys(body, "cost.refunds", "cost.none_refunded", statement.refunds, language);
  if (statement.fund) add_fund(body, *statement.fund, language);
  body.signatures({say(language, "cost.officer"), say(language, "cost.officer")});
  return {"costs",
          render_paper(say(language, "cost.title"), statement.place, body,
                       source_words(language, statement.heading), statement.heading, style),
          cost_tables(statement)};
}

}  // namespace recanvass::report
