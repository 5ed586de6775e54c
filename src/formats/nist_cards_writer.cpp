#include "formats/nist_cards_writer.h"

#include "base/json.h"
#include "formats/one_file_writer.h"

#include <fmt/format.h>

#include <iterator>
#include <set>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr const char* kReportDevice = "recanvass";

std::string json_text(std::string_view text) {
  return base::Json(text).dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

class NistExport final : public OneFileWriter {
 public:
  NistExport(const std::filesystem::path& path, std::string election_name)
      : OneFileWriter(path, {{CardFact::Tabulator, CardFact::Batch, CardFact::Position,
                              CardFact::ImprintedId, CardFact::RecordId, CardFact::Sheet,
                              CardFact::Style, CardFact::Precinct, CardFact::Adjudicated},
                             {ContestFact::ContestIds, ContestFact::ChoiceIds, ContestFact::VoteFor,
                              ContestFact::VoteForUnknown, ContestFact::WriteInKind}}),
        election_name_(std::move(election_name)) {}

 private:
  void begin() override;
  void write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                  std::uint32_t card) override;
  void end() override;
  void write_contest(std::uint32_t contest, const MarkingView& view);
  void write_mark(std::uint32_t contest, const Mark& mark, bool allocable);
  void write_facts(const CardFacts& facts);
  void write_definitions();

  template <class... Parts>
  void say(fmt::format_string<Parts...> text, Parts&&... parts) {
    fmt::format_to(std::back_inserter(text_), text, std::forward<Parts>(parts)...);
  }
  // Instead of the comma after the last item of a list.
  void close(const char* end) {
    if (text_.back() == ',') text_.pop_back();
    text_ += end;
  }

  std::string election_name_;
  std::string text_;
  std::vector<std::string> contest_ids_;              // as JSON texts
  std::vector<std::vector<std::string>> choice_ids_;  // as JSON texts, by contest
  std::vector<std::string> write_in_id_;              // by contest; empty: it has none
  std::map<std::string, std::size_t, std::less<>> precincts_;
  std::set<std::string, std::less<>> devices_;
  std::string last_record_id_;
  std::string last_imprinted_id_;
  std::uint32_t last_position_ = 0;
};

void NistExport::begin() {
  std::set<std::string> ids;
  bool differ = true;
  for (const CardContest& contest : contests()) {
    differ = ids.insert(contest.id.text).second && differ;
    for (const auto& choice : contest.choices) differ = ids.insert(choice.id.text).second && differ;
  }
  std::size_t number = 0;
  for (const CardContest& contest : contests()) {
    const std::string id =
        differ ? contest.id.text : fmt::format("contest-{}", contest_ids_.size() + 1);
    contest_ids_.push_back(json_text(id));
    auto& choices = choice_ids_.emplace_back();
    write_in_id_.emplace_back();
    for (const auto& choice : contest.choices) {
      ++number;
      choices.push_back(json_text(differ ? choice.id.text : fmt::format("selection-{}", number)));
      if (choice.kind == election::CardChoiceKind::WriteIn && write_in_id_.back().empty()) {
        write_in_id_.back() = choices.back();
      }
    }
  }
  if (!differ) {
    losses().add("ids of contests and choices, of which some are the same", ids.size());
  }
  put("{\"@type\":\"CVR.CastVoteRecordReport\",\n\"CVR\":[\n");
}

void NistExport::write_facts(const CardFacts& facts) {
  const bool same_record = facts.record_id == last_record_id_;
  const bool same_paper = facts.imprinted_id == last_imprinted_id_;
  const bool one_ballot =
      same_record && !(facts.record_id.empty() && (facts.imprinted_id.empty() || !same_paper));
  // A sheet that is not said to be of the ballot before must not stand in its place.
  const bool apart = facts.sheet > 1 && !one_ballot;
  if (apart) losses().add("cards that belong to the ballot before them");
  const bool keeps_paper = !apart || !same_paper || facts.imprinted_id.empty();
  if (!keeps_paper) losses().add("imprinted ids of cards");
  const bool keeps_position = !apart || facts.position != last_position_ || facts.position == 0;
  if (!keeps_position) losses().add("positions of cards in their batches");
  last_record_id_ = facts.record_id;
  last_imprinted_id_ = facts.imprinted_id;
  last_position_ = facts.position;
  const auto text = [&](const char* name, std::string_view value) {
    if (!value.empty()) say("\"{}\":{},", name, json_text(value));
  };
  if (keeps_paper) text("BallotAuditId", facts.imprinted_id);
  if (facts.sheet > 1) text("BallotSheetId", fmt::to_string(facts.sheet));
  text("BallotStyleId", facts.style);
  if (!facts.precinct.empty()) {
    const auto unit = precincts_.emplace(facts.precinct, precincts_.size() + 1).first;
    text("BallotStyleUnitId", fmt::format("gp-unit-{}", unit->second));
  }
  text("BatchId", facts.batch);
  if (facts.position > 0 && keeps_position) say("\"BatchSequenceId\":{},", facts.position);
  text("CreatingDeviceId", facts.tabulator);
  if (!facts.tabulator.empty() && devices_.find(facts.tabulator) == devices_.end()) {
    devices_.emplace(facts.tabulator);
  }
  text("UniqueId", facts.record_id);
}

void NistExport::write_mark(std::uint32_t contest, const Mark& mark, bool allocable) {
  const CardContest& asked = contests()[contest];
  if (mark.choice == election::kOvervotedRank) return losses().add(kLostSeveral);
  const bool invalid = mark.choice == election::kInvalidWriteIn;
  const std::string& id = invalid ? write_in_id_[contest] : choice_ids_[contest][mark.choice];
  say("{{\"@type\":\"CVR.CVRContestSelection\",");
  if (!id.empty()) say("\"ContestSelectionId\":{},", id);
  if (invalid) say("\"Status\":[\"invalidated-rules\"],");
  say("\"SelectionPosition\":[{{\"@type\":\"CVR.SelectionPosition\",\"HasIndication\":\"yes\",");
  // A mark of no one is indicated and nothing is said of allocating it.
  if (!invalid) say("\"IsAllocable\":\"{}\",", allocable ? "yes" : "no");
  if (invalid) say("\"CVRWriteIn\":{{\"@type\":\"CVR.CVRWriteIn\"}},");
  if (mark.rank > 0) say("\"Rank\":{},", mark.rank);
  if (mark.votes % asked.vote_unit != 0) {
    say("\"FractionalVotes\":\"{}/{}\",", mark.votes, asked.vote_unit);
  }
  say("\"NumberVotes\":{}}}]}},", mark.votes / asked.vote_unit);
}

void NistExport::write_contest(std::uint32_t contest, const MarkingView& view) {
  if (view.state == MarkingState::Redacted) return losses().add(kLostRedacted);
  say("{{\"@type\":\"CVR.CVRContest\",\"ContestId\":{},", contest_ids_[contest]);
  if (view.state == MarkingState::Blank) say("\"Status\":[\"not-indicated\"],");
  const bool overvoted = view.state == MarkingState::Overvoted;
  if (overvoted) say("\"Status\":[\"overvoted\"],");
  if (!view.marks.empty()) {
    say("\"CVRContestSelection\":[");
    for (const Mark& mark : view.marks) write_mark(contest, mark, !overvoted);
    close("],");
  }
  close("},");
}

void NistExport::write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                            std::uint32_t card) {
  text_ = card_number() > 1 ? ",\n{" : "{";
  say("\"@type\":\"CVR.CVR\",\"ElectionId\":\"election-1\",");
  write_facts(facts);
  say("\"CurrentSnapshotId\":\"snapshot-{0}\",\"CVRSnapshot\":[{{\"@id\":\"snapshot-{0}\","
      "\"@type\":\"CVR.CVRSnapshot\",\"Type\":\"{1}\",\"CVRContest\":[",
      card_number(), facts.adjudicated ? "modified" : "original");
  each_marking(part, chunk, card, [&](std::uint32_t contest, const MarkingView& view) {
    write_contest(contest, view);
  });
  close("]}]}");
  put(text_);
}

void NistExport::write_definitions() {
  say("\"Election\":[{{\"@id\":\"election-1\",\"@type\":\"CVR.Election\","
      "\"ElectionScopeId\":\"gp-unit-0\",\"Name\":{},\n\"Candidate\":[",
      json_text(election_name_));
  std::size_t candidate = 0;
  for (const CardContest& contest : contests()) {
    for (const auto& choice : contest.choices) {
      say("\n{{\"@id\":\"candidate-{}\",\"@type\":\"CVR.Candidate\",\"Name\":{}}},", ++candidate,
          json_text(choice.name));
    }
  }
  close("],\n\"Contest\":[");
  candidate = 0;
  for (std::size_t i = 0; i < contests().size(); ++i) {
    const CardContest& contest = contests()[i];
    say("\n{{\"@id\":{},\"@type\":\"CVR.CandidateContest\",\"Name\":{},", contest_ids_[i],
        json_text(contest.name));
    if (contest.vote_for > 0) say("\"VotesAllowed\":{},", contest.vote_for);
    if (contest.ranks > 0) say("\"VoteVariation\":\"rcv\",");
    say("\"ContestSelection\":[");
    for (std::size_t choice = 0; choice < contest.choices.size(); ++choice) {
      say("{{\"@id\":{},\"@type\":\"CVR.CandidateSelection\",\"CandidateIds\":[\"candidate-{}\"]",
          choice_ids_[i][choice], ++candidate);
      const bool written = contest.choices[choice].kind == election::CardChoiceKind::WriteIn;
      say("{}}},", written ? ",\"IsWriteIn\":true" : "");
    }
    close("]},");
  }
  close("]}],\n");
}

void NistExport::end() {
  text_ = "\n],\n";
  write_definitions();
  say("\"GeneratedDate\":\"1970-01-01T00:00:00Z\",\n\"GpUnit\":["
      "{{\"@id\":\"gp-unit-0\",\"@type\":\"CVR.GpUnit\",\"Type\":\"other\","
      "\"OtherType\":\"jurisdiction\"}},");
  std::vector<std::string_view> units(precincts_.size());
  for (const auto& [name, number] : precincts_) units[number - 1] = name;
  for (std::size_t i = 0; i < units.size(); ++i) {
    say("\n{{\"@id\":\"gp-unit-{}\",\"@type\":\"CVR.GpUnit\",\"Type\":\"precinct\",\"Name\":{}}},",
        i + 1, json_text(units[i]));
  }
  close("],\n");
  say("\"Notes\":\"GeneratedDate says nothing: the same cards give the same bytes.\",\n"
      "\"ReportGeneratingDeviceIds\":[\"{0}\"],\n\"ReportingDevice\":["
      "{{\"@id\":\"{0}\",\"@type\":\"CVR.ReportingDevice\",\"Application\":\"Recanvass\"}},",
      kReportDevice);
  for (const std::string& device : devices_) {
    if (device == kReportDevice) continue;
    say("\n{{\"@id\":{},\"@type\":\"CVR.ReportingDevice\"}},", json_text(device));
  }
  close("],\n\"Version\":\"1.0.0\"}\n");
  put(text_);
}

}  // namespace

std::unique_ptr<CardWriter> nist_cards_writer(const std::filesystem::path& path,
                                              const std::string& election_name) {
  return std::make_unique<NistExport>(path, election_name);
}

}  // namespace recanvass::formats
