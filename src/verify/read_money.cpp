// fee.quote, fee.actual, fee.announce, fee.payment, fee.refund: what it costs, who paid, and that
// what goes back is what was paid above the actual cost (V15).
#include "base/date.h"
#include "base/figures.h"
#include "verify/body.h"
#include "verify/closing_check.h"
#include "verify/grounds.h"
#include "verify/replay.h"
#include "verify/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::verify {
namespace {

using base::Json;

// 10^12 cents a line and a million lines still add up in 63 bits.
std::int64_t sum_of(const std::map<std::string, MoneyRecord::Statement>& statements) {
  std::int64_t sum = 0;
  for (const auto& [place, statement] : statements) {
    for (const MoneyRecord::Line& line : statement.lines) sum += line.cents;
  }
  return sum;
}

std::int64_t sum_of(const std::vector<MoneyRecord::Sum>& sums) {
  std::int64_t sum = 0;
  for (const MoneyRecord::Sum& each : sums) sum += each.cents;
  return sum;
}

std::string dollars(std::int64_t cents) { return base::dollars(base::UsdCents(cents)); }

const Json& found_in(const Said& said) {
  static const Json none = Json::object();
  const Json* found = member_of(said.body, "found");
  return found == nullptr ? none : *found;
}

std::optional<std::vector<MoneyRecord::Line>> lines_in(Replay& replay, const Said& said) {
  ++replay.record.money.statements;
  const Json* records = records_of(said.body, "lines");
  if (!replay.want(records != nullptr && !records->empty(), said, "lines")) return std::nullopt;
  std::vector<MoneyRecord::Line> lines;
  std::set<std::string> items;
  for (const Json& record : *records) {
    const auto item = text_of(record, "item");
    const auto cents = figure_of(record, "cents");
    if (!replay.want(item && cents, said, "lines")) return std::nullopt;
    if (!items.insert(*item).second) {
      replay.fault(CheckId::V15, said, fmt::format("it has {} twice", *item));
    }
    lines.push_back({*item, *cents});
  }
  return lines;
}

std::string place_of(Replay& replay, const Said& said) {
  std::string county = text_or_empty(said.body, "county");
  const bool own = county == replay.record.jurisdiction;
  replay.want(own || replay.record.counties.count(county) > 0, said, "county");
  replay.want_county(said, own ? "" : county);
  return county;
}

void read_quote(Replay& replay, const Said& said) {
  const auto lines = lines_in(replay, said);
  const std::string county = place_of(replay, said);
  if (lines) replay.record.money.quotes[county] = {said.position, *lines};
}

void read_actual(Replay& replay, const Said& said) {
  const auto lines = lines_in(replay, said);
  const std::string county = place_of(replay, said);
  if (lines) replay.record.money.actuals[county] = {said.position, *lines};
}

void want_found(Replay& replay, const Said& said, const char* member, const Json& wanted) {
  const Json* stated = member_of(found_in(said), member);
  if (stated != nullptr && *stated == wanted) return;
  replay.fault(CheckId::V15, said,
               fmt::format("its \"found\" says {}: {}; the entries before it give {}", member,
                           stated == nullptr ? "nothing" : stated->dump(), wanted.dump()));
}

std::string announced_words(std::int64_t announced, std::int64_t sum) {
  if (announced == sum) return fmt::format("announced {}, the sum of the lines", dollars(sum));
  const std::string difference = dollars(announced > sum ? announced - sum : sum - announced);
  return fmt::format("announced {}; the lines sum to {}: differs from the sum by {} dollars",
                     dollars(announced), dollars(sum), difference.substr(1));
}

void read_announcement(Replay& replay, const Said& said) {
  MoneyRecord& money = replay.record.money;
  ++money.statements;
  const auto cents = figure_of(said.body, "cents");
  if (!replay.want(cents.has_value(), said, "cents")) return;
  money.announced = {said.position, *cents};
  const std::int64_t sum = sum_of(money.quotes);
  if (figure_of(found_in(said), "lines_sum_cents") != sum) {
    replay.fault(CheckId::V15, said,
                 fmt::format("the lines it was announced beside sum to {}", dollars(sum)));
  }
  want_found(replay, said, "lines_of", money.quotes.size());
  want_found(replay, said, "sum_less_announced_cents", sum - *cents);
  want_found(replay, said, "sentence", announced_words(*cents, sum));
}

void read_payment(Replay& replay, const Said& said) {
  ++replay.record.money.statements;
  const auto cents = figure_of(said.body, "cents");
  if (!replay.want(cents.value_or(0) > 0, said, "cents")) return;
  const std::string what = fmt::format("{} {} {}", *cents, text_or_empty(said.body, "paid_at"),
                                       text_or_empty(said.body, "payer"));
  if (!replay.record.money.payments_seen.insert(what).second) {
    replay.fault(CheckId::V15, said, "the same payment was recorded before");
  }
  MoneyRecord& money = replay.record.money;
  money.payments.push_back({said.position, *cents});
  if (const auto paid_at = base::LocalTime::parse(text_or_empty(said.body, "paid_at"))) {
    money.paid_last = std::max(money.paid_last, paid_at->text());
  }
}

// Counties of which at least one unit is counted again.
std::set<std::string> counties_counted(const Record& record) {
  std::set<std::string> counties;
  for (const auto& [county, units] : record.units_of) {
    const bool any = std::ranges::any_of(
        units, [&](const std::string& id) { return fate_of(record, id) != Fate::Stands; });
    if (any) counties.insert(county);
  }
  return counties;
}

// The certificate in force names others than the reported votes do.
bool is_outcome_changed(const Record& record) {
  if (record.certificates.empty() || record.certificates.back().voided_at) return false;
  const auto& named = record.certificates.back().winners;
  const auto reported =
      winners_of(record, record.matters.outcome_published.value_or(record.outcome));
  return std::set<std::string>(named.begin(), named.end()) !=
         std::set<std::string>(reported.begin(), reported.end());
}

bool is_counted(Fate fate) {
  return fate == Fate::Counted || fate == Fate::Merged || fate == Fate::Held;
}

// The same sum was paid for each unit that was to be counted again; what comes back is that of the
// units that were not, once none of them is still to be counted or the count was halted.
void read_unused_deposits(Replay& replay, const Said& said, const std::vector<std::string>& stated,
                          std::int64_t paid, std::int64_t before) {
  const Record& record = replay.record;
  std::vector<std::string> unused;
  std::int64_t deposits = 0;
  bool is_open = false;
  for (const auto& [id, unit] : record.units) {
    if (extent_of(record, id) == Extent::Outside) continue;
    ++deposits;
    const Fate fate = fate_of(record, id);
    if (is_counted(fate)) continue;
    unused.push_back(id);
    is_open = is_open || fate == Fate::Open;
  }
  const bool halted = std::ranges::any_of(
      record.legal, [](const auto& entry) { return entry.second.act == recount::LegalAct::Halt; });
  if (is_open && !halted) {
    replay.fault(CheckId::V15, said, "it gives deposits back while units are still to be counted");
  }
  if (stated != unused) {
    replay.fault(CheckId::V15, said,
                 fmt::format("{} units are said not to be counted again, and {} are not",
                             stated.size(), unused.size()));
  }
  want_found(replay, said, "deposits", deposits);
  const auto refunded = figure_of(found_in(said), "refund_cents").value_or(0);
  const bool even = deposits > 0 && paid % deposits == 0;
  const std::int64_t due =
      even ? paid / deposits * static_cast<std::int64_t>(unused.size()) - before : 0;
  if (due <= 0 || refunded != due) {
    replay.fault(
        CheckId::V15, said,
        fmt::format("{} were refunded; {} paid for {} units, {} of them not counted "
                    "again, refunded before {}",
                    dollars(refunded), dollars(paid), deposits, unused.size(), dollars(before)));
  }
}

void read_refund(Replay& replay, const Said& said) {
  MoneyRecord& money = replay.record.money;
  ++money.statements;
  const auto unused = texts_of(found_in(said), "unused_units");
  std::set<std::string> wanted = counties_counted(replay.record);
  for (const auto& [county, statement] : money.quotes) wanted.insert(county);
  for (const std::string& county : wanted) {
    if (unused || money.actuals.count(county) > 0) continue;
    replay.fault(CheckId::V15, said, fmt::format("{} had not stated its actual cost", county));
  }
  const auto refunded_at = base::LocalTime::parse(text_or_empty(said.body, "refunded_at"));
  if (refunded_at && refunded_at->text() < money.paid_last) {
    replay.fault(
        CheckId::V15, said,
        fmt::format("it is of {}, before the payment of {}", refunded_at->text(), money.paid_last));
  }
  const std::int64_t paid = sum_of(money.payments);
  const std::int64_t before = sum_of(money.refunds);
  const bool whole = text_of(found_in(said), "whole_because").has_value();
  const bool free = !free_by(replay.record).empty();
  if (whole && !free && !is_outcome_changed(replay.record)) {
    replay.fault(CheckId::V15, said,
                 "it gives the whole back, and no certificate changed who won, nor is it free");
  }
  money.whole_refunds += whole && !free ? 1 : 0;
  money.free_refunds += whole && free ? 1 : 0;
  const std::int64_t due = paid - (whole ? 0 : sum_of(money.actuals)) - before;
  const auto stated = figure_of(found_in(said), "refund_cents");
  if (unused) {
    ++money.deposit_refunds;
    read_unused_deposits(replay, said, *unused, paid, before);
  } else if (due <= 0 || stated != due) {
    replay.fault(CheckId::V15, said,
                 fmt::format("{} were refunded; paid {}, actual cost {}, refunded before {}",
                             dollars(stated.value_or(0)), dollars(paid),
                             dollars(sum_of(money.actuals)), dollars(before)));
  }
  want_found(replay, said, "paid_cents", paid);
  want_found(replay, said, "actual_cents", sum_of(money.actuals));
  want_found(replay, said, "refunded_before_cents", before);
  const auto cents = figure_of(said.body, "cents");
  if (member_of(said.body, "cents") != nullptr && cents != stated) {
    replay.fault(CheckId::V15, said,
                 fmt::format("it says that {} go back, and {} beside it",
                             dollars(cents.value_or(0)), dollars(stated.value_or(0))));
  }
  money.refunds.push_back({said.position, stated.value_or(0)});
}

void read_deadline(Replay& replay, const Said& said) {
  MoneyRecord& money = replay.record.money;
  ++money.statements;
  const auto until = base::LocalTime::parse(text_or_empty(said.body, "until"));
  if (!replay.want(until.ok(), said, "until")) return;
  money.deadline = until->text();
  money.late_is_refused = text_or_empty(said.body, "late") != "flag";
}

}  // namespace

void conclude_money(Replay& replay) {
  const MoneyRecord& money = replay.record.money;
  if (money.statements == 0) {
    replay.book.not_checked(CheckId::V15, "no entry is about the fee");
    return;
  }
  std::string words =
      fmt::format("lines of {} sum to {}",
                  base::counted(static_cast<std::int64_t>(money.quotes.size()), "place", "places"),
                  dollars(sum_of(money.quotes)));
  std::vector<std::string> silent;
  for (const std::string& county : counties_counted(replay.record)) {
    if (money.quotes.count(county) == 0) silent.push_back(county);
  }
  if (!silent.empty()) words += fmt::format(", without an estimate of {}", fmt::join(silent, ", "));
  if (money.announced && money.announced->cents != sum_of(money.quotes)) {
    words += fmt::format(", {} were announced", dollars(money.announced->cents));
  }
  words += fmt::format("; {} paid, {} actual cost, {} refunded", dollars(sum_of(money.payments)),
                       dollars(sum_of(money.actuals)), dollars(sum_of(money.refunds)));
  const std::int64_t due = sum_of(money.actuals) + sum_of(money.refunds) - sum_of(money.payments);
  if (money.deposit_refunds > 0) words += ", the deposits of units that were not counted again";
  const std::string free = free_by(replay.record);
  const bool some_back = money.whole_refunds > 0 || money.deposit_refunds > 0;
  if (due > 0 && !some_back && free.empty()) words += fmt::format("; {} still due", dollars(due));
  if (!free.empty()) {
    words += fmt::format("; by the law found for {} it is free of charge{}", free,
                         money.free_refunds > 0 ? ", and all that was paid went back" : "");
  }
  if (money.whole_refunds > 0) {
    words += "; all that was paid went back, since another outcome was certified";
  } else if (is_outcome_changed(replay.record) && !money.payments.empty()) {
    words +=
        "; another outcome was certified: whether the law gives all of it back is not judged "
        "here";
  }
  replay.book.done(CheckId::V15, words,
                   base::counted(money.statements, "entry", "entries") + " about money");
}

std::vector<Kind> money_kinds() {
  return {{"fee.quote", {"state-officer", "county-officer"}, false, read_quote},
          {"fee.actual", {"state-officer", "county-officer"}, false, read_actual},
          {"fee.announce", {"state-officer"}, false, read_announcement},
          {"fee.deadline", {"state-officer"}, false, read_deadline},
          {"fee.payment", {"state-officer"}, false, read_payment},
          {"fee.refund", {"state-officer"}, false, read_refund}};
}

}  // namespace recanvass::verify
