#include "formats/dominion_json_writer.h"

#include "base/json.h"
#include "formats/card_facts.h"
#include "formats/draft_file.h"
#include "formats/export_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recanvass::formats {
namespace {

using base::Json;
using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr const char* kExportVersion = "5.10.50.85";
constexpr std::uint64_t kFirstInventedPosition =
    1'000'000'000;  // positions of cards that have none

// A name inside of a path inside of a JSON text: without the quotes.
std::string escaped(const std::string& name) {
  const std::string quoted = Json(name).dump();
  return quoted.substr(1, quoted.size() - 2);
}

class JsonExport final : public CardWriter {
 public:
  JsonExport(std::filesystem::path folder, std::string election_name)
      : folder_(std::move(folder)),
        election_name_(std::move(election_name)),
        escaped_name_(escaped(election_name_)) {}

  void add(const CardStore& part) override;
  base::Result<WrittenCards> finish() override;

 private:
  // Texts are put together here and go to the file a card at a time.
  template <class... Parts>
  void say(fmt::format_string<Parts...> text, Parts&&... parts) {
    fmt::format_to(std::back_inserter(text_), text, std::forward<Parts>(parts)...);
  }

  void begin_session(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                     std::uint32_t card);
  void end_session();
  void add_sheet(const CardStore& part, const CardChunk& chunk, std::uint32_t card);
  [[nodiscard]] bool repeats_contest(const CardChunk& chunk, std::uint32_t card) const;
  void add_contest(std::uint32_t contest, const MarkingView& view);
  void add_mark(std::int64_t candidate, const Mark& mark, bool is_vote);
  void add_manifest(const char* name, Json list);
  void add_manifests();
  void count_lost_ids();
  void take(std::optional<base::Problem> problem) {
    if (problem) problems_.push_back(*std::move(problem));
  }

  std::filesystem::path folder_;
  std::string election_name_;
  std::string escaped_name_;
  ExportNumbers numbers_;
  CardWalk walk_;
  LossList losses_{{CardFact::Tabulator, CardFact::Batch, CardFact::Position, CardFact::ImprintedId,
                    CardFact::RecordId, CardFact::Sheet, CardFact::Style, CardFact::Precinct,
                    CardFact::CountingGroup, CardFact::Adjudicated},
                   {ContestFact::ContestIds, ContestFact::ChoiceIds, ContestFact::VoteFor,
                    ContestFact::VoteForUnknown, ContestFact::Ranks, ContestFact::WriteInKind}};
  WrittenCards written_;
  base::Problems problems_;
  std::string text_;
  bool session_is_open_ = false;
  bool adjudicated_ = false;
  std::uint32_t session_position_ = 0;
  std::vector<std::uint32_t> session_contests_;
  std::string session_imprinted_id_;
};

// Numbers stand for contests and choices; names whose ids are none lose them.
void JsonExport::count_lost_ids() {
  for (std::uint32_t contest = 0; contest < numbers_.contests().size(); ++contest) {
    const CardContest& asked = numbers_.contests()[contest];
    if (fmt::to_string(numbers_.contest(contest)) != asked.id.text) losses_.add("ids of contests");
    for (std::size_t choice = 0; choice < asked.choices.size(); ++choice) {
      const std::string number = fmt::to_string(numbers_.choice(contest, choice));
      if (number != asked.choices[choice].id.text) losses_.add("ids of choices");
    }
  }
}

void JsonExport::begin_session(const CardStore& part, const CardFacts& facts,
                               const CardChunk& chunk, std::uint32_t card) {
  const election::CardNames& names = part.names();
  const election::CardBatch& batch = names.batches[chunk.run_of(card).batch];
  const election::CardProfile& profile = names.profiles[chunk.profiles()[card]];
  const std::int64_t tabulator = numbers_.tabulator(names, batch.tabulator);
  const std::int64_t number = numbers_.batch(names, batch);
  std::uint64_t position = facts.position;
  if (position == 0) {
    position = kFirstInventedPosition + written_.cards;
    losses_.add(kInventedPositions);
  }
  const std::string parts = fmt::format("{}-{}-{}", tabulator, number, position);
  if (!facts.imprinted_id.empty() && facts.imprinted_id != parts) {
    losses_.add("imprinted ids of cards");
  }
  if (!facts.record_id.empty() && facts.record_id != fmt::to_string(position)) {
    losses_.add("record ids of cards");
  }
  adjudicated_ = profile.adjudicated;
  session_position_ = facts.position;
  session_contests_.clear();
  session_imprinted_id_ = facts.imprinted_id;
  say(R"({{"TabulatorId":{},"BatchId":{},"RecordId":{})", tabulator, number, position);
  say(R"(,"CountingGroupId":{},"ImageMask":"D:\\NAS\\{}\\Results\\Tabulator{:05}\\Batch{:03})"
      R"(\\Images\\{:05}_{:05}_{:06}*.*","SessionType":"ScannedVote",)"
      R"("VotingSessionIdentifier":"","UniqueVotingIdentifier":"",)",
      profile.counting_group, escaped_name_, tabulator, number, tabulator, number, position);
  const auto record = [&](const char* name, bool current) {
    say(R"("{}":{{"PrecinctPortionId":{},"BallotTypeId":{},"IsCurrent":{},"Cards":[)", name,
        profile.precinct, profile.style, current);
  };
  if (adjudicated_) {
    // What the machine read before people changed it is not in the cards.
    record("Original", false);
    say("]}},");
  }
  record(adjudicated_ ? "Modified" : "Original", true);
  session_is_open_ = true;
}

void JsonExport::end_session() {
  if (session_is_open_) say("]}}}}");
  session_is_open_ = false;
}

void JsonExport::add_sheet(const CardStore& part, const CardChunk& chunk, std::uint32_t card) {
  const std::uint32_t style = numbers_.sheet_of(part.names(), chunk.profiles()[card]);
  say(R"({{"Id":{},"KeyInId":{},"PaperIndex":0,"Contests":[)", style, style);
  each_marking(part, chunk, card,
               [&](std::uint32_t contest, const MarkingView& view) { add_contest(contest, view); });
  if (text_.back() == ',') text_.pop_back();
  say(R"(],"OutstackConditionIds":[]}})");
}

// Several written names are a mark each; whatever else has several votes has one mark.
std::int32_t marks_for(const CardContest& asked, const Mark& mark) {
  if (mark.choice >= election::kChoiceLimit) return 0;
  const bool written = asked.choices[mark.choice].kind == election::CardChoiceKind::WriteIn;
  return written ? std::max(1, mark.votes / asked.vote_unit) : 1;
}

// Too many votes, whether or not they are as many marks.
bool is_overvote(const CardContest& asked, const MarkingView& view) {
  if (view.state == MarkingState::Overvoted) return true;
  std::int32_t marks = 0;
  for (const Mark& mark : view.marks) marks += marks_for(asked, mark);
  return has_too_many_marks(asked, view) && marks <= asked.vote_for;
}

void JsonExport::add_contest(std::uint32_t contest, const MarkingView& view) {
  if (view.state == MarkingState::Redacted) return losses_.add(kLostRedacted);
  const CardContest& asked = numbers_.contests()[contest];
  const bool overvoted = is_overvote(asked, view);
  const auto marks = static_cast<std::int32_t>(view.marks.size());
  say(R"({{"Id":{},"ManifestationId":{},"Undervotes":{},"Overvotes":{},)"
      R"("OutstackConditionIds":[],"Marks":[)",
      numbers_.contest(contest), 100'000 + contest,
      overvoted ? 0 : std::max(0, std::max(1, asked.vote_for) - marks),
      overvoted ? std::max(1, asked.vote_for) : 0);
  if (overvoted && marks > 0) losses_.add(kLostOvervoteMarks);
  if (overvoted && marks == 0) {
    if (asked.ranks > 0) losses_.add(kInventedMarks);
    // The machine saw too many marks; which ones is not known, and none of them is a vote.
    const auto seen = std::min<std::size_t>(
        asked.choices.size(), static_cast<std::size_t>(std::max(1, asked.vote_for)) + 1);
    for (std::uint16_t choice = 0; choice < seen; ++choice) {
      add_mark(numbers_.choice(contest, choice), {choice, 1, 1}, false);
    }
  }
  for (const Mark& mark : view.marks) {
    if (mark.choice >= election::kChoiceLimit) {
      losses_.add(mark.choice == election::kInvalidWriteIn ? kLostInvalid : kLostSeveral);
      continue;
    }
    const std::int32_t times = marks_for(asked, mark);
    if (mark.votes != times * asked.vote_unit) losses_.add(kLostVotes);
    for (std::int32_t i = 0; i < times; ++i) {
      add_mark(numbers_.choice(contest, mark.choice), mark, !overvoted);
    }
  }
  if (text_.back() == ',') text_.pop_back();
  say("]}},");
}

void JsonExport::add_mark(std::int64_t candidate, const Mark& mark, bool is_vote) {
  say(R"({{"CandidateId":{},"ManifestationId":{},"PartyId":0,"Rank":{},"MarkDensity":{},)"
      R"("IsAmbiguous":false,"IsVote":{},"OutstackConditionIds":[]}},)",
      candidate, 1'000'000 + candidate, std::max<std::uint16_t>(1, mark.rank), 96, is_vote);
}

// A contest stands once in a session, on whichever of its cards.
bool JsonExport::repeats_contest(const CardChunk& chunk, std::uint32_t card) const {
  return std::ranges::any_of(chunk.columns(), [&](const election::ContestColumn& column) {
    return column.row_of(card) &&
           std::ranges::find(session_contests_, column.contest) != session_contests_.end();
  });
}

void JsonExport::add(const CardStore& part) {
  numbers_.know(part.names());
  if (written_.files.empty()) {
    losses_.add_contests(numbers_.contests());
    count_lost_ids();
  }
  const std::string name = fmt::format("CvrExport_{}.json", written_.files.size() + 1);
  DraftFile file(folder_ / name);
  written_.files.push_back(name);
  file.put(fmt::format(R"({{"Version":"{}","ElectionId":"{}","Sessions":[)", kExportVersion,
                       escaped_name_));
  losses_.add_redacted(part);
  bool first = true;
  walk_.each(part, [&](const CardFacts& facts, const CardChunk& chunk, std::uint32_t card) {
    losses_.add_card(facts);
    text_.clear();
    const bool of_ballot = session_is_open_ && !chunk.starts_ballot(card);
    const bool continues = of_ballot && !repeats_contest(chunk, card);
    if (of_ballot && !continues) losses_.add("cards that belong to the ballot before them");
    if (!continues) {
      end_session();
      if (!first) say(",");
      CardFacts apart = facts;
      if (of_ballot && facts.position == session_position_) apart.position = 0;
      begin_session(part, apart, chunk, card);
      first = false;
    } else {
      // A session has one place, that of its first sheet.
      if (facts.position != session_position_) {
        losses_.add("positions of cards in their batches");
      }
      if (facts.imprinted_id != session_imprinted_id_) losses_.add("imprinted ids of cards");
      say(",");
    }
    add_sheet(part, chunk, card);
    for (const election::ContestColumn& column : chunk.columns()) {
      if (column.row_of(card)) session_contests_.push_back(column.contest);
    }
    file.put(text_);
    ++written_.cards;
  });
  text_.clear();
  end_session();
  say("]}}\n");
  file.put(text_);
  take(file.finish());
}

void JsonExport::add_manifest(const char* name, Json list) {
  DraftFile file(folder_ / name);
  file.put(base::pretty_json(Json{{"Version", kExportVersion}, {"List", std::move(list)}}));
  take(file.finish());
  written_.files.emplace_back(name);
}

void JsonExport::add_manifests() {
  Json contests = Json::array();
  Json candidates = Json::array();
  for (std::uint32_t index = 0; index < numbers_.contests().size(); ++index) {
    const CardContest& contest = numbers_.contests()[index];
    contests.push_back({{"Description", contest.name},
                        {"Id", numbers_.contest(index)},
                        {"ExternalId", ""},
                        {"DistrictId", 1},
                        {"VoteFor", contest.vote_for},
                        {"NumOfRanks", contest.ranks},
                        {"Disabled", 0}});
    for (std::size_t choice = 0; choice < contest.choices.size(); ++choice) {
      const bool written = contest.choices[choice].kind == election::CardChoiceKind::WriteIn;
      candidates.push_back({{"Description", contest.choices[choice].name},
                            {"Id", numbers_.choice(index, choice)},
                            {"ExternalId", ""},
                            {"ContestId", numbers_.contest(index)},
                            {"Type", written ? "WriteIn" : "Regular"},
                            {"Disabled", 0}});
    }
  }
  add_manifest("ContestManifest.json", std::move(contests));
  add_manifest("CandidateManifest.json", std::move(candidates));
  const auto add_names = [&](const char* name, const std::vector<std::string>& names) {
    Json list = Json::array();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!names[i].empty()) {
        list.push_back({{"Description", names[i]}, {"Id", i}, {"ExternalId", ""}});
      }
    }
    add_manifest(name, std::move(list));
  };
  add_names("CountingGroupManifest.json", numbers_.counting_groups());
  add_names("PrecinctPortionManifest.json", numbers_.precincts());
  add_names("BallotTypeManifest.json", numbers_.styles());
}

base::Result<WrittenCards> JsonExport::finish() {
  add_manifests();
  if (!problems_.empty()) return problems_;
  losses_.add(kLostMachineNames, numbers_.invented());
  written_.unsayable = losses_.take();
  return std::move(written_);
}

}  // namespace

std::unique_ptr<CardWriter> dominion_json_writer(const std::filesystem::path& folder,
                                                 const std::string& election_name) {
  return std::make_unique<JsonExport>(folder, election_name);
}

}  // namespace recanvass::formats
