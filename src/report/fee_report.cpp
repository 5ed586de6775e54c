#include "report/fee_report.h"

#include "base/figures.h"
#include "report/assess_json.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

using base::UsdCents;

constexpr int kFeeLabelWidth = 24;

std::string amount_text(const std::optional<UsdCents>& amount) {
  return amount ? base::dollars(*amount) : "-";
}

base::Json amount_json(const std::optional<UsdCents>& amount) {
  return amount ? usd_json(*amount) : base::Json(nullptr);
}

// "398,651 dollars": no currency sign, so that the figure can be searched for as it was announced.
std::string plain_dollars(UsdCents amount) {
  const UsdCents size = amount < UsdCents(0) ? -amount : amount;
  return base::dollars(size).substr(1);
}

std::string mismatch(const char* what, UsdCents stated, UsdCents short_by) {
  return fmt::format(
      "The {} of {} differs from the sum by {} dollars: the lines add up to {}, so it is too {}.",
      what, base::dollars(stated), plain_dollars(short_by), base::dollars(stated + short_by),
      short_by > UsdCents(0) ? "low" : "high");
}

bool differs(const std::optional<UsdCents>& short_by) {
  return short_by && *short_by != UsdCents(0);
}

// Counties to look at; empty when there are no actual costs by county, or nothing stands out.
std::string counties_text(const recount::FeeAccount& account, const Screen& screen) {
  Table table({{"County"}, {"Estimated", Align::Right}, {"Actual", Align::Right}, {"Why shown"}});
  bool has_actual_lines = false;
  for (const recount::CountyCost& county : account.counties) {
    has_actual_lines = has_actual_lines || county.actual.has_value();
    if (county.estimated && county.actual && !county.far_apart) continue;
    table.add({{county.county},
               {amount_text(county.estimated)},
               {amount_text(county.actual)},
               {county.far_apart ? "one is twice the other or more" : "one of the two is missing",
                Tone::Notice}});
  }
  return has_actual_lines && !table.empty() ? table.text(screen) : "";
}

}  // namespace

std::vector<std::string> fee_mismatches(const recount::FeeAccount& account) {
  std::vector<std::string> sentences;
  if (differs(account.quote_short_by)) {
    sentences.push_back(mismatch("quoted sum", *account.quoted, *account.quote_short_by));
  }
  if (differs(account.actual_short_by)) {
    sentences.push_back(mismatch("stated actual cost", *account.actual - *account.actual_short_by,
                                 *account.actual_short_by));
  }
  return sentences;
}

std::string fee_text(const recount::FeeAccount& account, const Screen& screen) {
  std::string out;
  const auto line = [&](const char* label, const std::optional<UsdCents>& amount) {
    if (amount)
      out += labelled(label, base::dollars(*amount), kFeeLabelWidth, screen, Tone::Plain, 0);
  };
  // What a stated figure lacks, or has too much of, stands below it.
  const auto difference = [&](const std::optional<UsdCents>& short_by) {
    if (!differs(short_by)) return;
    const bool low = *short_by > UsdCents(0);
    out +=
        labelled(low ? "  too low by" : "  too high by",
                 base::dollars(low ? *short_by : -*short_by), kFeeLabelWidth, screen, Tone::Bad, 0);
  };
  line("Sum of the lines", account.estimated_sum);
  line("Quoted", account.quoted);
  difference(account.quote_short_by);
  if (account.paid != UsdCents(0)) line("Paid", account.paid);
  line("Actual cost", account.actual);
  if (differs(account.actual_short_by)) {
    line("Actual cost as stated", *account.actual - *account.actual_short_by);
    difference(account.actual_short_by);
  }
  line("Refund", account.refund);
  line("Still due", account.still_due);
  const std::string counties = counties_text(account, screen);
  if (!counties.empty()) out += "\n" + counties;
  return out;
}

base::Json fee_json(const recount::FeeAccount& account) {
  base::Json counties = base::Json::array();
  for (const recount::CountyCost& county : account.counties) {
    counties.push_back({{"county", county.county},
                        {"estimated_usd", amount_json(county.estimated)},
                        {"actual_usd", amount_json(county.actual)},
                        {"far_apart", county.far_apart}});
  }
  return {{"schema", "recanvass.fee/1"},
          {"sum_usd", usd_json(account.estimated_sum)},
          {"quoted_usd", amount_json(account.quoted)},
          {"quote_short_by_usd", amount_json(account.quote_short_by)},
          {"paid_usd", usd_json(account.paid)},
          {"actual_usd", amount_json(account.actual)},
          {"actual_short_by_usd", amount_json(account.actual_short_by)},
          {"refund_usd", amount_json(account.refund)},
          {"still_due_usd", amount_json(account.still_due)},
          {"adds_up", account.adds_up()},
          {"mismatches", fee_mismatches(account)},
          {"counties", counties}};
}

}  // namespace recanvass::report
