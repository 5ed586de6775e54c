// Story G4 on a ledger: San Francisco's pilot audit of the District Attorney of November 2019, an
// instant runoff, from the vendor's records to a published folder: every line that nobody should
// type is written by `recanvass entries`. Published: the records of 146,662 cards, the manifest,
// the seed. Synthetic: the first preferences of the records are taken as reported, and the paper is
// what the records say, as in the pilot's own test with perfect paper.
#include "tests/cli/run_program.h"
#include "tests/elections/shared_csv.h"
#include "tests/scenarios/audit_story.h"
#include "tests/scenarios/forged_folder.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace recanvass::story {
namespace {

using cli_test::run_recanvass;

const std::string kPilotFolder = std::string(RECANVASS_SHARED_DIR) + "/data/cvr/sf2019_da/";
const std::string kPilotCards = kPilotFolder + "SFDA2019_PrelimReport12VBMJustDASheets.raire.gz";
const std::string kPilotManifest = kPilotFolder + "N19-manifest.csv";
const std::string kPilotSeed = "93686630803205229070";
constexpr std::uint64_t kPilotWitnessedAt = 1'573'578'000;  // 12 November 2019, 9:00 there

class SanFrancisco2019 : public testing::Test {
 protected:
  void SetUp() override {
    for (const std::string& path : {kPilotCards, kPilotManifest}) {
      if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing " << path;
    }
    story_.now("2019-11-12T15:00:00Z");
  }

  void open();
  void add_manifest();
  std::string export_text();
  /// Lines of `recanvass entries`, as JSON, or the test fails.
  std::vector<base::Json> entries(const std::string& what, const std::string& by,
                                  const std::vector<std::string>& more);
  void submit_lines(const std::vector<base::Json>& lines);
  void plan();
  void read_as_recorded();
  base::Json round_of(std::int64_t cards);

  Story story_{"state"};
  std::set<std::int64_t> read_;
};

void SanFrancisco2019::open() {
  story_.say("state", "operation.open",
             {{"origin", "elections.example/sf-2019-da"},
              {"name", "District Attorney, San Francisco, pilot audit of November 2019"},
              {"election", "us-ca-sf-2019"},
              {"jurisdiction", "us-ca"},
              {"contest", "339"},
              {"vote_for", 1},
              {"choices",
               {{{"id", "15"}, {"name", "Boudin"}},
                {{"id", "16"}, {"name", "Dautch"}},
                {{"id", "17"}, {"name", "Tung"}},
                {{"id", "18"}, {"name", "Loftus"}}}},
              {"counties", {{{"id", "us-ca-sf"}, {"name", "San Francisco"}}}},
              {"policy", "us-ca-2019"},
              {"law_day", "2019-11-05"},
              {"officer_name", "State officer 1"},
              {"officer_key", story_.make_key("state")}});
  story_.add_person("clerk", "county-officer", "us-ca-sf");
  story_.add_person("judge", "supervisor", "us-ca-sf");
  story_.add_person("reader-1", "counter", "us-ca-sf");
  story_.add_person("reader-2", "counter", "us-ca-sf");
  story_.submit_all_accepted();
}

// The export, a line a card.
std::string SanFrancisco2019::export_text() {
  const std::string plain = (story_.folder() / "records.raire").string();
  const auto unpacked =
      cli_test::run_program("/bin/sh", {"-c", "gzip -dc " + kPilotCards + " > " + plain});
  EXPECT_EQ(unpacked.exit_code, 0) << unpacked.err;
  return plain;
}

// The manifest counts sheets of both kinds, and the contest is on one of them: how many of a batch
// those are the records alone tell. Its places are trays on carts.
void SanFrancisco2019::add_manifest() {
  std::map<std::string, std::int64_t> sheets;
  std::ifstream file(export_text());
  for (std::string line; std::getline(file, line);) {
    const std::size_t id = line.find(',') + 1;
    const std::size_t end = line.find('_', line.find('_', id) + 1);
    if (!line.starts_with("339,") || end == std::string::npos) continue;
    std::string batch = line.substr(id, end - id);
    std::ranges::replace(batch, '_', '-');
    ++sheets[batch];
  }
  const auto rows = test_support::read_csv_rows(kPilotManifest);
  ASSERT_TRUE(rows);
  base::Json batches = base::Json::array();
  std::int64_t cards = 0;
  std::int64_t sheets_of_both = 0;
  const auto say = [&] {
    if (batches.empty()) return;
    story_.say("clerk", "manifest.add", {{"county", "us-ca-sf"}, {"batches", batches}});
    batches = base::Json::array();
  };
  for (const auto& row : *rows) {
    if (row.at("Tabulator Number").empty()) continue;
    const std::string id = row.at("Tabulator Number") + "-" + row.at("Batch Number");
    const std::int64_t listed = test_support::number_in(row, "Total Ballots");
    sheets_of_both += listed;
    if (!sheets.contains(id)) continue;
    EXPECT_LE(sheets.at(id), listed) << id;
    batches.push_back(
        {{"batch", id},
         {"container", "cart " + row.at("VBMCart.Cart number") + " tray " + row.at("Tray #")},
         {"unit", "sf"},
         {"ballots", sheets.at(id)}});
    cards += sheets.at(id);
    if (batches.size() == 300) say();
  }
  say();
  EXPECT_EQ(sheets.size(), 5'208U);
  EXPECT_EQ(cards, 146'662);
  EXPECT_EQ(sheets_of_both, 293'555);
}

std::vector<base::Json> SanFrancisco2019::entries(const std::string& what, const std::string& by,
                                                  const std::vector<std::string>& more) {
  std::vector<std::string> words = {"entries", story_.election(), what,         kPilotCards, "--by",
                                    by,        "--keys",          story_.keys()};
  words.insert(words.end(), more.begin(), more.end());
  const auto ended = run_recanvass(words);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  std::vector<base::Json> lines;
  std::istringstream out(ended.out);
  for (std::string line; std::getline(out, line);) {
    lines.push_back(base::parse_json(line, what).value());
  }
  return lines;
}

void SanFrancisco2019::submit_lines(const std::vector<base::Json>& lines) {
  for (const base::Json& line : lines) {
    story_.say(line["by"].get<std::string>(), line["do"].get<std::string>(), line);
  }
  story_.submit_all_accepted();
}

void SanFrancisco2019::plan() {
  const std::string ask = (story_.folder() / "audit.toml").string();
  std::ofstream(ask) << "risk_limit = \"0.05\"\n[[contest]]\nname = \"339\"\nrule = \"irv\"\n"
                     << "winners = [\"15\"]\n";
  const std::vector<base::Json> contests = entries("contests", "state", {"--contests", ask});
  ASSERT_EQ(contests.size(), 1U);
  EXPECT_EQ(contests[0]["winners"], base::Json::array({"15"}));
  EXPECT_EQ(contests[0]["reported"], contests[0]["tabulated"]);
  submit_lines(contests);
  const auto list =
      entries("list", "clerk", {"--list", "sf", "--county", "us-ca-sf", "--import", "mail-sheets"});
  submit_lines(list);
  story_.say("state", "audit.method",
             {{"design", "comparison"},
              {"draw", "index"},
              {"draw_from", "all-lists"},
              {"risk_function", "default"}});
  story_.submit_all_accepted();
}

// The order that a record of the export gives a card, by the id that is printed on it.
std::map<std::string, std::vector<std::string>> orders_of_cards(
    const std::set<std::string>& imprints, const std::string& csv) {
  std::map<std::string, std::vector<std::string>> orders;
  std::ifstream file(csv);
  for (std::string line; std::getline(file, line);) {
    std::istringstream parts(line);
    std::vector<std::string> fields;
    for (std::string field; std::getline(parts, field, ',');) fields.push_back(field);
    if (fields.size() < 2 || !imprints.contains(fields[1])) continue;
    orders[fields[1]] = {fields.begin() + 2, fields.end()};
  }
  return orders;
}

// As two people read the paper, which here is what the export says.
void SanFrancisco2019::read_as_recorded() {
  const base::Json cards = story_.show("retrieval", "clerk")["cards"];
  std::set<std::string> imprints;
  for (const base::Json& card : cards) {
    imprints.insert(card["imprint"].get<std::string>());
  }
  const auto orders = orders_of_cards(imprints, export_text());
  ASSERT_EQ(orders.size(), imprints.size());
  for (const base::Json& card : cards) {
    if (!read_.insert(card["card"].get<std::int64_t>()).second) continue;
    const std::string imprint = card["imprint"];
    base::Json reading = {{"contest", "339"}, {"state", "blank"}};
    std::int64_t rank = 0;
    for (const std::string& choice : orders.at(imprint)) {
      if (choice.empty()) continue;
      reading["state"] = "marked";
      reading["marks"].push_back({{"choice", choice}, {"rank", ++rank}});
    }
    std::string digits;
    for (const char letter : imprint) digits += letter == '_' ? "" : std::string(1, letter);
    for (const char* reader : {"reader-1", "reader-2"}) {
      story_.say(reader, "reading.enter",
                 {{"list", "sf"},
                  {"card", card["card"]},
                  {"imprint", digits.substr(digits.size() - 3)},
                  {"readings", base::Json::array({reading})}});
    }
  }
  story_.submit_all_accepted();
}

// Draws, reads, shows and measures so many cards more.
base::Json SanFrancisco2019::round_of(std::int64_t cards) {
  story_.say("state", "audit.draw", {{"cards", cards}});
  story_.submit_all_accepted();
  read_as_recorded();
  story_.say("judge", "readings.sign-off", {{"list", "sf"}});
  story_.submit_all_accepted();
  submit_lines(entries("reveal", "clerk", {"--list", "sf"}));
  story_.say("state", "audit.round", base::Json::object());
  story_.submit_all_accepted();
  const base::Json rounds = story_.show("audit")["rounds"];
  EXPECT_FALSE(rounds.empty());
  return rounds.empty() ? base::Json::object() : rounds.back();
}

TEST_F(SanFrancisco2019, FromTheVendorsRecordsToAFolderThatAStrangerFindsRight) {
  open();
  add_manifest();
  const base::Json first_preferences = {
      {"15", 43'360}, {"16", 20'442}, {"17", 29'166}, {"18", 43'431}};
  story_.say(
      "clerk", "returns.add",
      {{"county", "us-ca-sf"},
       {"units", {{{"unit", "sf"}, {"name", "San Francisco"}, {"votes", first_preferences}}}}});
  story_.say("state", "outcome.report", {{"votes", first_preferences}, {"source", "records"}});
  story_.submit_all_accepted();
  const auto imported =
      run_recanvass({"import", kPilotCards, "-o", (story_.folder() / "sf.cards").string(), "--into",
                     story_.election(), "--as", "clerk", "--county", "us-ca-sf", "--import",
                     "mail-sheets", "--contest", "339", "--keys", story_.keys()});
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  story_.commit_inputs("press.example");
  plan();
  story_.say("state", "audit.commit",
             {{"audit_sha256", story_.show("audit", "state")["plan_sha256"]},
              {"published_in", "the county's web site"}});
  story_.submit_all_accepted();
  story_.countersign("press.example", kPilotWitnessedAt);
  story_.now("2019-11-12T18:30:00Z");  // half past ten in San Francisco
  story_.say("state", "audit.seed",
             {{"digits", kPilotSeed},
              {"read_back", kPilotSeed},
              {"witnesses", {"Ada Alm", "Ben Berg"}},
              {"thrown_at", "2019-11-12T10:00"},
              {"place", "City Hall"}});
  story_.submit_all_accepted();
  // With perfect paper 200 cards leave a little more than the limit under these assertions; the
  // round says how many more there are to be, and they do.
  const base::Json first = round_of(200);
  EXPECT_EQ(first["contests"][0]["draws"], 200);
  base::Json last = first;
  if (first["verdict"] == "go-on") last = round_of(first["contests"][0]["more"]);
  EXPECT_EQ(last["verdict"], "stop");
  EXPECT_LE(last["contests"][0]["draws"], 240);
  for (const char* kind : {"one_over", "two_over", "one_under", "two_under", "not_found"}) {
    EXPECT_EQ(last["contests"][0][kind], 0) << kind << ": record and paper are one";
  }
  for (const base::Json& risk : last["contests"][0]["risks"]) {
    EXPECT_LE(risk_value(risk), 0.05);
  }

  const std::string folder = (story_.folder() / "published").string();
  const auto published =
      run_recanvass({"publish", story_.election(), folder, "--keys", story_.keys()});
  ASSERT_EQ(published.exit_code, 0) << published.err;
  const auto verified = run_recanvass({"verify", folder});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder + "/tile/entries")) {
    const std::string rank = R"({"choice":"15","rank":1})";
    if (!file.is_regular_file() || bytes_of(file.path()).find(rank) == std::string::npos) continue;
    exchange_text(file.path(), rank, R"({"choice":"18","rank":1})");
    break;
  }
  EXPECT_EQ(run_recanvass({"verify", folder}).exit_code, 1) << "a changed reading is found";
}

}  // namespace
}  // namespace recanvass::story
