#include "tests/scenarios/georgia_report.h"

#include "tests/elections/shared_csv.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace recanvass::story {
namespace {

std::int64_t whole(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Some of Fulton's names end in a tab, which is no character of a name.
std::string trimmed(std::string name) {
  while (!name.empty() && (name.back() == '\t' || name.back() == ' ')) name.pop_back();
  return name;
}

GeorgiaBatch batch_of(const std::vector<std::string>& row, std::set<std::string>& ids) {
  GeorgiaBatch batch;
  batch.county = id_of(row[0]);
  batch.id = fmt::format("{}/{}/{}", batch.county, id_of(row[2]), trimmed(row[1]));
  for (int again = 2; !ids.insert(batch.id).second; ++again) {
    batch.id = fmt::format("{}/{}/{} ({})", batch.county, id_of(row[2]), trimmed(row[1]), again);
  }
  for (std::size_t i = 0; i < 3; ++i) batch.votes[i] = whole(row[3 + i]);
  batch.write_ins = whole(row[6]) + whole(row[7]);
  batch.blank = whole(row[8]);
  batch.over = whole(row[9]);
  return batch;
}

}  // namespace

std::string georgia_report_path() {
  return std::string(RECANVASS_SHARED_DIR) +
         "/data/audits/georgia2020/arlo_audit_report_2020-11-19.csv.gz";
}

std::vector<GeorgiaBatch> georgia_batches() {
  std::vector<GeorgiaBatch> batches;
  const std::string path = georgia_report_path();
  if (!std::filesystem::exists(path)) return batches;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> unpacked(
      popen(("gzip -dc '" + path + "'").c_str(), "r"), pclose);
  if (!unpacked) return batches;
  std::set<std::string> ids;
  std::array<char, 4096> buffer{};
  bool in_batches = false;
  while (std::fgets(buffer.data(), buffer.size(), unpacked.get()) != nullptr) {
    std::string line = buffer.data();
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    if (line == "######## BATCH RESULTS ########") {
      in_batches = true;
      std::ignore = std::fgets(buffer.data(), buffer.size(), unpacked.get());  // the header
    } else if (in_batches && !line.empty()) {
      batches.push_back(batch_of(test_support::split_csv_line(line), ids));
    }
  }
  return batches;
}

std::vector<GeorgiaBatch> added_by_county(const std::vector<GeorgiaBatch>& batches) {
  std::map<std::string, GeorgiaBatch> added;
  for (const GeorgiaBatch& batch : batches) {
    GeorgiaBatch& sum = added[batch.county];
    sum.county = batch.county;
    sum.id = batch.county + "/all";
    for (std::size_t i = 0; i < 3; ++i) sum.votes[i] += batch.votes[i];
    sum.write_ins += batch.write_ins;
    sum.blank += batch.blank;
    sum.over += batch.over;
  }
  std::vector<GeorgiaBatch> list;
  for (const auto& [county, batch] : added) list.push_back(batch);
  return list;
}

base::Json georgia_choices() {
  return {{{"id", "trump"}, {"name", "Donald J. Trump"}},
          {{"id", "biden"}, {"name", "Joseph R. Biden"}},
          {{"id", "jorgensen"}, {"name", "Jo Jorgensen"}},
          {{"id", "write-in"}, {"name", "Write-in"}}};
}

void open_georgia(Story& story, const std::set<std::string>& counties) {
  base::Json county_list = base::Json::array();
  for (const std::string& county : counties) {
    county_list.push_back({{"id", county}, {"name", county}});
  }
  story.say("sos", "operation.open",
            {{"origin", "elections.example/ga-2020-hand-count"},
             {"name", "President, Georgia, full hand count of November 2020"},
             {"election", "us-2020-president"},
             {"jurisdiction", "us-ga"},
             {"contest", "president"},
             {"vote_for", 1},
             {"choices", georgia_choices()},
             {"counties", county_list},
             {"policy", "us-ga-2020"},
             {"law_day", "2020-11-03"},
             {"officer_name", "State officer 1"},
             {"officer_key", story.make_key("sos")}});
  for (const std::string& county : counties) {
    story.add_person(county + "-clerk", "county-officer", county);
    story.add_person(county + "-supervisor", "supervisor", county);
    story.add_person(county + "-team-1", "counter", county);
    story.add_person(county + "-team-2", "counter", county);
  }
}

base::Json georgia_tally(const GeorgiaBatch& batch) {
  return {{"batch", batch.id},
          {"ballots", batch.ballots()},
          {"votes",
           {{"trump", batch.votes[0]},
            {"biden", batch.votes[1]},
            {"jorgensen", batch.votes[2]},
            {"write-in", batch.write_ins}}},
          {"blank", batch.blank},
          {"over", batch.over}};
}

GeorgiaTotals totals_of(const std::vector<GeorgiaBatch>& batches) {
  GeorgiaTotals totals;
  for (const GeorgiaBatch& batch : batches) {
    for (std::size_t i = 0; i < 3; ++i) {
      totals.by_county[batch.county][kGeorgiaChoices[i]] += batch.votes[i];
      totals.whole[kGeorgiaChoices[i]] += batch.votes[i];
    }
    totals.by_county[batch.county]["write-in"] += batch.write_ins;
    totals.whole["write-in"] += batch.write_ins;
  }
  return totals;
}

}  // namespace recanvass::story
