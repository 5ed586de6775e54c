#include "workflow/reverify_counties.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::FigureChecks;
using formats::CountyFigures;
using formats::CountyTable;

constexpr const char* kAllCounties = "ALL";

// "APPLING COUNTY" and "Appling" are one.
std::string county_key(std::string_view name) {
  std::string key;
  for (const char letter : name) {
    key += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  if (key.ends_with(" county")) key.resize(key.size() - 7);
  return key;
}

using ByCounty = std::map<std::string, std::map<std::string, std::int64_t>>;

// What the batches of a hand tally add up to, under the names of the columns.
ByCounty sums_of_tallies(const std::vector<formats::ArloReport>& reports) {
  ByCounty sums;
  for (const formats::ArloReport& report : reports) {
    std::vector<std::string> columns;
    for (const std::string& choice : report.tally_choices) {
      const std::string name = county_key(choice);
      const bool write_in = name.find("write") != std::string::npos;
      columns.emplace_back(write_in && name.starts_with("invalid")   ? "rla-invw"
                           : write_in                                ? "rla-valw"
                           : name.find("blank") != std::string::npos ? "rla-und"
                           : name.starts_with("overvote")            ? "rla-ovr"
                                                                     : "rla-tbj");
    }
    for (const formats::ArloTally& tally : report.tallies) {
      auto& county = sums[county_key(tally.jurisdiction)];
      for (std::size_t i = 0; i < columns.size(); ++i) county[columns[i]] += tally.votes[i];
    }
  }
  return sums;
}

class CountyCheck {
 public:
  CountyCheck(FigureChecks& checks, ByCounty counted, ByCounty certified)
      : checks_(checks), counted_(std::move(counted)), certified_(std::move(certified)) {}

  void check(const CountyTable& table) {
    for (const CountyFigures& county : table.rows) {
      checks_.about(county.county, county.row.text());
      check_row(county);
      if (county.county == kAllCounties) continue;
      check_twice(county);
      check_hand(county);
      check_certified(county);
    }
    check_all(table);
  }

 private:
  // A figure that is the sum of others of its row, where all of them are there.
  void check_sum(const CountyFigures& county, const std::string& sum,
                 const std::vector<std::string>& parts) {
    std::int64_t computed = 0;
    for (const std::string& part : parts) {
      const auto found = county.figures.find(part);
      if (found == county.figures.end()) return;
      computed += found->second;
    }
    const auto published = county.figures.find(sum);
    if (published != county.figures.end()) checks_.whole(sum, published->second, computed);
  }

  void check_row(const CountyFigures& county) {
    for (const std::string side : {"ofc", "rla"}) {
      check_sum(county, side + "-bc", {side + "-tbj", side + "-und", side + "-ovr", side + "-oth"});
    }
    check_sum(county, "rla-oth", {"rla-invw", "rla-valw"});
    for (const std::string part : {"tbj", "und", "ovr", "oth", "bc"}) {
      const auto published = county.figures.find("delta-" + part);
      const auto hand = county.figures.find("rla-" + part);
      const auto certified = county.figures.find("ofc-" + part);
      if (published == county.figures.end() || hand == county.figures.end() ||
          certified == county.figures.end()) {
        continue;
      }
      checks_.whole("delta-" + part, published->second, hand->second - certified->second);
    }
  }

  void check_twice(const CountyFigures& county) {
    if (seen_.insert(county.row.file + ":" + county_key(county.county)).second) return;
    checks_.differs("county", county.county, "once", "it has two rows");
  }

  // Blank papers of a hand tally may be second sheets of ballots: then the report has more papers
  // than the county has ballots, and the table leaves them out.
  void check_hand(const CountyFigures& county) {
    if (counted_.empty() || !county.figures.contains("rla-tbj")) return;
    const auto found = counted_.find(county_key(county.county));
    if (found == counted_.end()) {
      return checks_.differs("county", county.county, "nothing",
                             "the report of the audit has no batch of it");
    }
    std::int64_t papers = 0;
    for (const auto& [column, sum] : found->second) papers += sum;
    const auto ballots = county.figures.find("ofc-bc");
    const bool second_sheets =
        ballots != county.figures.end() && papers * 20 > ballots->second * 21;
    for (const auto& [column, sum] : found->second) {
      const auto published = county.figures.find(column);
      if (published == county.figures.end()) continue;
      if (column == "rla-und" && second_sheets && published->second < sum) {
        checks_.explained(column, std::to_string(published->second), std::to_string(sum),
                          fmt::format("the report counts {} papers of {} ballots: blank second "
                                      "sheets are in it",
                                      base::grouped(papers), base::grouped(ballots->second)));
        continue;
      }
      checks_.whole(column, published->second, sum);
    }
  }

  void check_certified(const CountyFigures& county) {
    if (certified_.empty() || !county.figures.contains("rla-tbj")) return;
    const auto found = certified_.find(county_key(county.county));
    if (found == certified_.end()) {
      return checks_.differs("county", county.county, "nothing",
                             "the certified figures have no such county");
    }
    for (const auto& [column, figure] : found->second) {
      const auto published = county.figures.find(column);
      if (published != county.figures.end()) checks_.whole(column, published->second, figure);
    }
  }

  void check_all(const CountyTable& table) {
    const auto all = std::ranges::find(table.rows, kAllCounties, &CountyFigures::county);
    if (all == table.rows.end()) return;
    checks_.about(kAllCounties, all->row.text());
    for (const auto& [column, published] : all->figures) {
      std::int64_t sum = 0;
      for (const CountyFigures& county : table.rows) {
        if (&county == &*all) continue;
        const auto found = county.figures.find(column);
        if (found != county.figures.end()) sum += found->second;
      }
      checks_.whole("sum of " + column, published, sum);
    }
  }

  FigureChecks& checks_;
  ByCounty counted_;
  ByCounty certified_;
  std::set<std::string> seen_;
};

// Counties of a source that no table has.
void check_left_out(FigureChecks& checks, const std::vector<CountyTable>& tables,
                    const ByCounty& source, const std::string& words) {
  for (const CountyTable& table : tables) {
    std::set<std::string> named;
    for (const CountyFigures& county : table.rows) {
      if (county.figures.contains("rla-tbj")) named.insert(county_key(county.county));
    }
    if (named.empty()) continue;
    for (const auto& [county, figures] : source) {
      if (named.contains(county)) continue;
      checks.about(county, table.file);
      checks.differs("county", "nothing", county, words);
    }
  }
}

}  // namespace

audit::PublishedAudit reverify_counties(const std::vector<CountyTable>& tables,
                                        const std::vector<formats::ArloReport>& reports) {
  const ByCounty counted = sums_of_tallies(reports);
  ByCounty certified;
  for (const CountyTable& table : tables) {
    for (const CountyFigures& county : table.rows) {
      if (!county.figures.contains("rla-tbj"))
        certified[county_key(county.county)] = county.figures;
    }
  }
  FigureChecks checks;
  CountyCheck check(checks, counted, certified);
  for (const CountyTable& table : tables) check.check(table);
  check_left_out(checks, tables, counted, "the report of the audit has batches of it");
  check_left_out(checks, tables, certified, "the certified figures have it");
  audit::PublishedAudit audit;
  audit.title = tables.front().file;
  audit.kind = "figures of an audit by county";
  audit.checks = checks.take();
  if (counted.empty()) {
    audit.summary.push_back(
        "What was counted by hand follows from batches, and no report with them is among the "
        "files.");
  }
  return audit;
}

}  // namespace recanvass::workflow
