#include "report/against_report.h"

#include "base/figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

namespace recanvass::report {
namespace {

using base::Json;

std::string unit_name(const std::string& name) {
  return name.empty() ? std::string("all cards") : name;
}

std::string signed_figure(std::int64_t number) {
  return number > 0 ? "+" + base::grouped(number) : base::grouped(number);
}

Table figures_table(const election::CardContest& contest, const std::vector<std::int64_t>& ours,
                    const std::vector<std::int64_t>& theirs,
                    const std::vector<std::int64_t>& withheld = {}) {
  std::vector<Column> columns = {{"", Align::Left, true},
                                 {"records", Align::Right},
                                 {"reported", Align::Right},
                                 {"difference", Align::Right}};
  if (!withheld.empty()) columns.insert(columns.begin() + 2, {"withheld", Align::Right});
  Table table(columns);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const std::int64_t more = theirs[i] - ours[i] - (withheld.empty() ? 0 : withheld[i]);
    std::vector<Cell> row = {{contest.choices[i].name},
                             {base::grouped(ours[i])},
                             {base::grouped(theirs[i])},
                             {more == 0 ? std::string() : signed_figure(more)}};
    if (!withheld.empty()) row.insert(row.begin() + 2, {base::grouped(withheld[i])});
    table.add(std::move(row));
  }
  return table;
}

// Of the units that are called so.
std::string impossible_text(const std::vector<tabulate::ImpossibleFigures>& impossible,
                            const std::string& unit, const Screen& screen) {
  std::string out;
  for (const tabulate::ImpossibleFigures& one : impossible) {
    if (one.unit != unit) continue;
    out += paragraph(fmt::format("What was reported cannot be: {}.", one.words), screen, 4);
  }
  return out;
}

std::string difference_text(const AgainstReport& report, const tabulate::UnitDifference& unit,
                            const Screen& screen) {
  std::string out = paragraph(unit_name(unit.unit) + ":", screen, 2);
  out += figures_table(report.contest, unit.recounted, unit.reported).text(screen, 4);
  out += impossible_text(report.against.impossible, unit.unit, screen);
  if (unit.causes.empty()) return out + paragraph("Unexplained.", screen, 4);
  for (const tabulate::LikelyCause& cause : unit.causes) {
    out +=
        paragraph(fmt::format("Likely: {} ({}).", cause.words, tabulate::name_of(cause.mechanism)),
                  screen, 4);
  }
  return out;
}

std::string absent_text(const std::vector<std::string>& units, const char* words,
                        const Screen& screen) {
  if (units.empty()) return {};
  std::vector<std::string> names;
  for (const std::string& unit : units) names.push_back(unit_name(unit));
  return paragraph(fmt::format("{}: {}.", words, fmt::join(names, ", ")), screen, 2);
}

Json choices_json(const election::CardContest& contest, const std::vector<std::int64_t>& ours,
                  const std::vector<std::int64_t>& theirs) {
  Json list = Json::array();
  for (std::size_t i = 0; i < ours.size(); ++i) {
    list.push_back({{"id", contest.choices[i].id.text},
                    {"choice", contest.choices[i].name},
                    {"records", ours[i]},
                    {"reported", theirs[i]}});
  }
  return list;
}

}  // namespace

bool agrees(const tabulate::AgainstReturns& against) {
  return against.different.empty() && against.only_recounted.empty() &&
         against.only_reported.empty() && against.impossible.empty();
}

std::string against_text(const AgainstReport& report, const Screen& screen) {
  const tabulate::AgainstReturns& against = report.against;
  std::string out = headline(
      fmt::format("{}: the records against {}, by {}", report.title, report.file, report.unit_kind),
      screen);
  const auto units = static_cast<std::int64_t>(against.different.size()) + against.units_equal;
  out += paragraph(fmt::format("{} of {} the same.", base::grouped(against.units_equal),
                               base::counted(units, "unit is", "units are")),
                   screen, 2);
  for (const tabulate::UnitDifference& unit : against.different) {
    out += difference_text(report, unit, screen);
  }
  std::set<std::string> told;
  for (const tabulate::UnitDifference& unit : against.different) told.insert(unit.unit);
  for (const tabulate::ImpossibleFigures& one : against.impossible) {
    if (!told.insert(one.unit).second) continue;
    out += paragraph(unit_name(one.unit) + ":", screen, 2) +
           impossible_text(against.impossible, one.unit, screen);
  }
  out += absent_text(against.only_recounted, "In the records, not in the returns", screen);
  out += absent_text(against.only_reported, "In the returns, not in the records", screen);
  out += paragraph("In all:", screen, 2);
  out += figures_table(report.contest, against.recounted, against.reported, against.withheld)
             .text(screen, 4);
  for (const std::string& remark : report.remarks) out += paragraph(remark, screen, 2);
  return out + "\n";
}

Json against_json(const AgainstReport& report) {
  const tabulate::AgainstReturns& against = report.against;
  Json different = Json::array();
  for (const tabulate::UnitDifference& unit : against.different) {
    Json causes = Json::array();
    for (const tabulate::LikelyCause& cause : unit.causes) {
      causes.push_back({{"mechanism", tabulate::name_of(cause.mechanism)}, {"words", cause.words}});
    }
    different.push_back({{"unit", unit.unit},
                         {"choices", choices_json(report.contest, unit.recounted, unit.reported)},
                         {"causes", std::move(causes)}});
  }
  Json impossible = Json::array();
  for (const tabulate::ImpossibleFigures& one : against.impossible) {
    impossible.push_back({{"unit", one.unit}, {"words", one.words}});
  }
  Json withheld = Json::array();
  for (std::size_t i = 0; i < against.withheld.size(); ++i) {
    withheld.push_back({{"id", report.contest.choices[i].id.text},
                        {"choice", report.contest.choices[i].name},
                        {"votes", against.withheld[i]}});
  }
  return {{"contest", report.contest.name},
          {"title", report.title},
          {"file", report.file},
          {"by", report.unit_kind},
          {"agrees", agrees(against)},
          {"units_equal", against.units_equal},
          {"different", std::move(different)},
          {"impossible", std::move(impossible)},
          {"withheld", std::move(withheld)},
          {"only_in_records", against.only_recounted},
          {"only_in_returns", against.only_reported},
          {"totals", choices_json(report.contest, against.recounted, against.reported)},
          {"remarks", report.remarks}};
}

}  // namespace recanvass::report
