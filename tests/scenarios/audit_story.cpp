#include "tests/scenarios/audit_story.h"

#include "base/sha256.h"
#include "draw/named_draw.h"
#include "tests/cli/run_program.h"
#include "tests/scenarios/forged_folder.h"
#include "workflow/card_record.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>

namespace recanvass::story {
namespace {

using cli_test::Ended;
using cli_test::run_recanvass;

constexpr const char* kAuditWitness = "press.example";
constexpr std::uint64_t kWitnessedAt = 1'605'540'600;  // 16 November 2020, 8:30 in Denver
constexpr std::int64_t kBatchCards = 5'000;

std::string origin_of(const std::string& name) { return "elections.example/" + id_of(name); }

// A record with its proof is a little above a kilobyte, and an entry holds 65,535 bytes.
constexpr std::size_t kRecordsALine = 30;

}  // namespace

SparseRecords::SparseRecords(std::string list, std::int64_t cards, std::set<std::int64_t> opened,
                             RecordOf record)
    : list_(std::move(list)),
      cards_(cards),
      opened_(std::move(opened)),
      record_(std::move(record)) {}

std::string SparseRecords::salt(std::int64_t card) const {
  return base::hex(base::sha256(fmt::format("salt {} {}", list_, card)));
}

ledger::Hash SparseRecords::node(int level, std::uint64_t index) {
  const auto first = static_cast<std::int64_t>((index << level) + 1);
  const auto next = opened_.lower_bound(first);
  if (next == opened_.end() || *next >= first + (std::int64_t{1} << level)) {
    return base::sha256(fmt::format("never opened {} {} {}", list_, level, index));
  }
  if (level == 0) {
    return ledger::leaf_hash(workflow::record_leaf(list_, first, record_(first), salt(first)));
  }
  const auto known = known_.find({level, index});
  if (known != known_.end()) return known->second;
  const ledger::Hash left = node(level - 1, 2 * index);
  const ledger::Hash made = ledger::node_hash(left, node(level - 1, 2 * index + 1));
  known_.emplace(std::pair(level, index), made);
  return made;
}

std::string SparseRecords::root() {
  return base::hex(ledger::root_of(static_cast<std::uint64_t>(cards_),
                                   [&](int level, std::uint64_t at) { return node(level, at); }));
}

base::Json SparseRecords::record(std::int64_t card) {
  const auto proof = ledger::inclusion_proof(
      static_cast<std::uint64_t>(card - 1), static_cast<std::uint64_t>(cards_),
      [&](int level, std::uint64_t at) { return node(level, at); });
  std::string bytes;
  for (const ledger::Hash& hash : proof) {
    bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  }
  return {{"card", card},
          {"readings", workflow::card_reading_json(record_(card))},
          {"salt", salt(card)},
          {"proof", ledger::base64(bytes)}};
}

base::Json YesNo::votes() const {
  const std::int64_t no = (cards - lead) * 2 / 5;
  return {{"yes", no + lead}, {"no", no}};
}

base::Json YesNo::body() const {
  return {{"contest", id},
          {"name", name},
          {"rule", "plurality"},
          {"vote_for", 1},
          {"choices", {{{"id", "yes"}, {"name", "Yes"}}, {{"id", "no"}, {"name", "No"}}}},
          {"reported", votes()},
          {"tabulated", votes()},
          {"winners", {"yes"}},
          {"risk_limit", risk_limit},
          {"targeted", targeted},
          {"lists", lists}};
}

AuditStory::AuditStory(std::string name, std::vector<YesNo> contests, std::vector<ToldList> lists)
    : name_(std::move(name)), contests_(std::move(contests)), lists_(std::move(lists)) {
  story_.now("2020-11-16T15:00:00Z");
}

std::string AuditStory::recorded(const std::string& list, std::int64_t card,
                                 const std::string& contest) const {
  const auto said = records.find({list, card, contest});
  if (said != records.end()) return said->second;
  return card % 5 < 3 ? "yes" : "no";
}

workflow::CardReading AuditStory::record_of(const std::string& list, std::int64_t card) const {
  workflow::CardReading reading;
  for (const YesNo& contest : contests_) {
    if (std::ranges::find(contest.lists, list) == contest.lists.end()) continue;
    const std::string said = recorded(list, card, contest.id);
    reading[contest.id] = said.empty() ? workflow::ContestReading{"blank", {}}
                                       : workflow::ContestReading{"marked", {{said, 0}}};
  }
  return reading;
}

workflow::CardReading AuditStory::paper_of(const std::string& list, std::int64_t card) const {
  workflow::CardReading reading = record_of(list, card);
  for (auto& [contest, says] : reading) {
    const auto said = papers.find({list, card, contest});
    if (said == papers.end()) continue;
    says = said->second.empty() ? workflow::ContestReading{"blank", {}}
                                : workflow::ContestReading{"marked", {{said->second, 0}}};
  }
  return reading;
}

// The operation's own contest is on every card. Where none of the audit's is, it is not audited.
YesNo AuditStory::own_contest() const {
  if (contests_.front().lists.size() == lists_.size()) return contests_.front();
  return {"not-audited", "A contest that is not audited", 1'000, lists_.front().cards, "0.04", {}};
}

void AuditStory::add_inputs() {
  const YesNo own_one = own_contest();
  base::Json counties = base::Json::array();
  for (const ToldList& list : lists_) {
    counties.push_back({{"id", "us-co-" + list.id}, {"name", list.id}});
  }
  story_.say("state", "operation.open",
             {{"origin", origin_of(name_)},
              {"name", name_},
              {"election", "us-2020-general"},
              {"jurisdiction", "us-co"},
              {"contest", own_one.id},
              {"vote_for", 1},
              {"choices", own_one.body()["choices"]},
              {"counties", counties},
              {"policy", "us-co-2020"},
              {"law_day", "2020-11-03"},
              {"officer_name", "State officer 1"},
              {"officer_key", story_.make_key("state")}});
  for (const ToldList& list : lists_) {
    const std::string county = "us-co-" + list.id;
    story_.add_person(list.id + "-clerk", "county-officer", county);
    story_.add_person(list.id + "-judge", "supervisor", county);
    story_.add_person(list.id + "-reader-1", "counter", county);
    story_.add_person(list.id + "-reader-2", "counter", county);
  }
  story_.submit_all_accepted();
  for (const ToldList& list : lists_) {
    const std::string county = "us-co-" + list.id;
    base::Json batches = base::Json::array();
    for (std::int64_t before = 0; before < list.cards; before += kBatchCards) {
      batches.push_back({{"batch", fmt::format("{}-{}", list.id, before / kBatchCards + 1)},
                         {"container", fmt::format("{} box {}", list.id, before / 50'000 + 1)},
                         {"unit", list.id},
                         {"ballots", std::min(kBatchCards, list.cards - before)}});
    }
    for (std::size_t from = 0; from < batches.size(); from += 300) {
      const auto begin = batches.begin() + static_cast<std::ptrdiff_t>(from);
      const auto end =
          batches.begin() + static_cast<std::ptrdiff_t>(std::min(from + 300, batches.size()));
      story_.say(list.id + "-clerk", "manifest.add",
                 {{"county", county}, {"batches", base::Json::array_t(begin, end)}});
    }
    const bool own = list.id == lists_.front().id;
    const base::Json none = {{"yes", 0}, {"no", 0}};
    story_.say(
        list.id + "-clerk", "returns.add",
        {{"county", county},
         {"units",
          {{{"unit", list.id}, {"name", list.id}, {"votes", own ? own_one.votes() : none}}}}});
    story_.say(list.id + "-clerk", "cards.import",
               {{"import", list.id},
                {"county", county},
                {"format", "synthetic"},
                {"sources",
                 {{{"name", "x.csv"},
                   {"bytes", 1},
                   {"source_sha256", base::hex(base::sha256(list.id + ".csv"))}}}},
                {"store_sha256", base::hex(base::sha256(list.id))},
                {"cards", list.cards},
                {"ballots", list.cards},
                {"contests", contests_.size()}});
  }
  story_.say("state", "outcome.report", {{"votes", own_one.votes()}, {"source", "synthetic"}});
  story_.submit_all_accepted();
  story_.commit_inputs(kAuditWitness);
}

void AuditStory::add_plan() {
  for (const YesNo& contest : contests_) story_.say("state", "audit.contest", contest.body());
  for (const ToldList& list : lists_) {
    const auto tree =
        trees_.try_emplace(list.id, list.id, list.cards, list.drawn,
                           [this, id = list.id](std::int64_t card) { return record_of(id, card); });
    story_.say(list.id + "-clerk", "audit.list",
               {{"list", list.id},
                {"county", "us-co-" + list.id},
                {"import", list.id},
                {"records_root", tree.first->second.root()}});
    base::Json batches = base::Json::array();
    for (std::int64_t before = 0; before < list.cards; before += kBatchCards) {
      batches.push_back({{"batch", fmt::format("{}-{}", list.id, before / kBatchCards + 1)},
                         {"cards", std::min(kBatchCards, list.cards - before)}});
    }
    story_.say(list.id + "-clerk", "audit.batches", {{"list", list.id}, {"batches", batches}});
  }
  story_.say("state", "audit.method",
             {{"design", "comparison"},
              {"draw", "counter"},
              {"draw_from", "each-list"},
              {"risk_function", "super-simple"}});
  story_.submit_all_accepted();
}

// The cause of the refusal; "accepted" where there was none.
std::string AuditStory::cause_of(const std::string& kind, const base::Json& body) {
  const Answered answered = story_.ask("state", kind, body);
  return answered.causes.empty() ? answered.status : answered.causes.front();
}

void AuditStory::open(const std::string& seed) {
  add_inputs();
  add_plan();
  const std::string hash = story_.show("audit", "state")["plan_sha256"];
  const base::Json thrown = {{"digits", seed},
                             {"read_back", seed},
                             {"witnesses", {"Ada Alm", "Ben Berg"}},
                             {"thrown_at", "2020-11-16T10:00"},
                             {"place", "the Secretary of State's office"}};
  EXPECT_EQ(cause_of("audit.seed", thrown), "audit.not-committed");
  story_.say("state", "audit.commit",
             {{"audit_sha256", hash}, {"published_in", "the state's web site"}});
  story_.submit_all_accepted();
  EXPECT_EQ(cause_of("audit.seed", thrown), "audit.not-witnessed");
  story_.countersign(kAuditWitness, kWitnessedAt);
  EXPECT_EQ(cause_of("audit.draw", {{"cards", 1}, {"list", lists_.front().id}}),
            "audit.not-seeded");
  base::Json early = thrown;
  early["thrown_at"] = "2020-11-16T08:29";
  EXPECT_EQ(cause_of("audit.seed", early), "audit.seed-early");
  story_.now("2020-11-16T17:30:00Z");  // half past ten in Denver
  ASSERT_EQ(cause_of("audit.seed", thrown), "accepted");
  EXPECT_EQ(cause_of("audit.seed", thrown), "audit.seed-twice");
}

void AuditStory::draw(const std::string& list, std::int64_t cards) {
  story_.say("state", "audit.draw", {{"list", list}, {"cards", cards}});
  story_.submit_all_accepted();
}

void AuditStory::read_all() {
  const base::Json to_fetch = story_.show("retrieval", "state");
  for (const base::Json& row : to_fetch["cards"]) {
    const std::string list = row["list"];
    const std::int64_t card = row["card"];
    if (!read_.emplace(list, card).second) continue;
    const base::Json readings = workflow::card_reading_json(paper_of(list, card));
    for (const char* reader : {"-reader-1", "-reader-2"}) {
      story_.say(list + reader, "reading.enter",
                 {{"list", list}, {"card", card}, {"readings", readings}});
    }
  }
  story_.submit_all_accepted();
}

void AuditStory::close(const std::string& list) {
  story_.say(list + "-judge", "readings.sign-off", {{"list", list}});
  story_.submit_all_accepted();
  SparseRecords& tree = trees_.at(list);
  base::Json records_shown = base::Json::array();
  const auto show = [&] {
    if (records_shown.empty()) return;
    story_.say(list + "-clerk", "card.reveal", {{"list", list}, {"records", records_shown}});
    records_shown = base::Json::array();
  };
  for (const auto& [id, card] : read_) {
    if (id != list || !shown_.emplace(id, card).second) continue;
    records_shown.push_back(tree.record(card));
    if (records_shown.size() == kRecordsALine) show();
  }
  show();
  story_.submit_all_accepted();
}

base::Json AuditStory::measure() {
  story_.say("state", "audit.round", base::Json::object());
  story_.submit_all_accepted();
  const base::Json rounds = story_.show("audit")["rounds"];
  if (rounds.empty()) {
    ADD_FAILURE() << "no round was measured";
    return {{"contests", base::Json::array()}, {"verdict", "none"}};
  }
  return rounds.back();
}

void AuditStory::say_cause(const std::string& list, std::int64_t card, const std::string& cause) {
  story_.say(list + "-judge", "card.cause",
             {{"list", list}, {"card", card}, {"cause", cause}, {"words", "as reported"}});
}

void AuditStory::publish_and_verify() {
  const Ended published =
      run_recanvass({"publish", story_.election(), folder().string(), "--keys", story_.keys()});
  ASSERT_EQ(published.exit_code, 0) << published.err << published.out;
  const Ended verified = run_recanvass({"verify", folder().string(), "--json"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  const auto verdict = base::parse_json(verified.out, "verify").value();
  for (const base::Json& check : verdict["checks"]) {
    const std::string id = check["id"];
    const bool of_audits = id == "V23" || id == "V24" || id == "V25" || id == "V26";
    if (of_audits) {
      EXPECT_EQ(check["outcome"], "passed") << check.dump(1);
    } else {
      EXPECT_NE(check["outcome"], "failed") << check.dump(1);
    }
  }
}

void AuditStory::expect_changes_are_found() {
  const auto copy = story_.folder() / "changed";
  std::filesystem::copy(folder(), copy, std::filesystem::copy_options::recursive);
  bool changed = false;
  for (const auto& file : std::filesystem::recursive_directory_iterator(copy / "tile/entries")) {
    if (changed || !file.is_regular_file()) continue;
    const std::string text = R"("choice":"yes")";
    if (bytes_of(file.path()).find(text) == std::string::npos) continue;
    exchange_text(file.path(), text, R"("choice":"yea")");
    changed = true;
  }
  EXPECT_TRUE(changed);
  EXPECT_EQ(run_recanvass({"verify", copy.string()}).exit_code, 1);
}

double risk_value(const base::Json& text) {
  const std::string digits = text.is_string() ? text.get<std::string>() : "";
  double value = -1.0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

base::Json contest_of(const base::Json& round, const std::string& id) {
  for (const base::Json& contest : round["contests"]) {
    if (contest["contest"] == id) return contest;
  }
  ADD_FAILURE() << id << " is not in the round";
  return base::Json::object();
}

std::vector<std::int64_t> counter_draws(const std::string& seed, std::int64_t cards,
                                        std::int64_t draws) {
  std::vector<std::int64_t> numbers;
  for (const std::uint64_t place :
       draw::drawn_cards(draw::CardDraw::Counter, draw::Seed::make(seed).value(),
                         static_cast<std::uint64_t>(cards), 0, static_cast<std::uint64_t>(draws))) {
    numbers.push_back(static_cast<std::int64_t>(place));
  }
  return numbers;
}

}  // namespace recanvass::story
