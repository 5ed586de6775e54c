#include "formats/dominion_json.h"

#include "base/check.h"
#include "formats/card_reading.h"
#include "formats/dominion_record.h"
#include "formats/json_records.h"
#include "formats/ordered_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

namespace recanvass::formats {
namespace {

using election::CardStoreBuilder;
using election::ChoiceIndex;
using election::Mark;
using election::MarkingState;
using election::MarkingTable;

std::string name_or_number(const std::map<std::int64_t, std::string>& names, std::int64_t id) {
  const auto found = names.find(id);
  return found != names.end() ? found->second : fmt::to_string(id);
}

constexpr std::size_t kBeyondEnd = 64;  // bytes behind a list that its parser may look at

// Records of a file that follow each other, with their bytes; or how the file began or ended.
struct SessionPiece {
  std::size_t file = 0;  // position in the list of files
  bool begins_file = false;
  bool ends_file = false;
  std::string bytes;  // of a JSON list, and kBeyondEnd more; empty: no records
  std::uint64_t first_record = 0;
  base::Problems problems;  // of the file
};

// What the records of a piece are. Sessions beyond `used` are memory for later ones.
struct SessionsRead {
  DominionSessionParser parser;
  std::vector<DominionSession> sessions;
  std::size_t used = 0;
};

// Cuts files into pieces, one after another.
class SessionPieces {
 public:
  SessionPieces(const InputFiles& files, const std::vector<std::size_t>& which)
      : files_(files), which_(which) {}

  bool next(SessionPiece& piece) {
    piece.bytes.clear();
    piece.problems.clear();
    piece.ends_file = false;
    piece.begins_file = !cutter_;
    if (!cutter_ && !open(piece)) return piece.ends_file;
    piece.file = which_[at_];
    const auto block = cutter_->next();
    if (block) {
      piece.bytes.reserve(block->list.size() + kBeyondEnd);
      piece.bytes.assign(block->list);
      piece.bytes.resize(block->list.size() + kBeyondEnd);
      piece.first_record = block->first_record;
    } else {
      piece.problems = cutter_->problems();
      end_file(piece);
    }
    return true;
  }

 private:
  // False at the end of all files; a file that cannot be opened begins and ends at once.
  bool open(SessionPiece& piece) {
    if (at_ >= which_.size()) return false;
    piece.file = which_[at_];
    auto source = files_.read(which_[at_]);
    if (!source) {
      piece.problems = source.problems();
      end_file(piece);
      return false;
    }
    source_ = std::move(source).value();
    cutter_.emplace(*source_, "Sessions", files_.files()[which_[at_]].name);
    return true;
  }
  void end_file(SessionPiece& piece) {
    piece.ends_file = true;
    cutter_.reset();
    source_.reset();
    ++at_;
  }

  const InputFiles& files_;
  const std::vector<std::size_t>& which_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> source_;
  std::optional<JsonRecordCutter> cutter_;
};

void read_sessions(SessionPiece& piece, SessionsRead& read) {
  read.used = 0;
  if (piece.bytes.empty()) return;
  RecordBlock block;
  block.list = std::string_view(piece.bytes).substr(0, piece.bytes.size() - kBeyondEnd);
  block.capacity = piece.bytes.size();
  read.parser.begin(block);
  while (read.parser.next() != nullptr) {
    if (read.used == read.sessions.size()) read.sessions.emplace_back();
    read.parser.swap_session(read.sessions[read.used++]);
  }
}

}  // namespace

class DominionJsonReader::Reading {
 public:
  Reading(const DominionManifests& manifests, CardStoreBuilder& builder, ProblemList& problems)
      : manifests_(manifests), builder_(builder), problems_(problems) {
    add_contests();
    add_candidates();
  }

  void read(ByteSource& source, const std::string& name);
  void read_files(const InputFiles& files, const std::vector<std::size_t>& which,
                  base::Executor& executor, CardOrigins& origins);

  void finish();

  DominionIgnored ignored_;
  std::uint64_t sessions_ = 0;

 private:
  // A contest of the export and where its candidates are in the builder's list.
  struct KnownContest {
    std::uint32_t index = 0;
    bool ranked = false;
    bool described = true;   // false: no manifest says whether it is ranked
    std::int64_t ranks = 0;  // of its marks, where it is not described
    std::uint64_t last_session = 0;  // that had it, from 1
    std::unordered_map<std::int64_t, ChoiceIndex> choices;
  };

  void add_contests();
  void add_candidates();
  void add_session(const DominionSession& session);
  void add_card(const DominionSession& session, const DominionRecord& record,
                const DominionCard& card, bool starts_ballot);
  void add_contest_votes(const DominionRecord& record, const DominionContestVotes& votes);
  [[nodiscard]] static bool gives_way(const DominionMark& mark, const DominionRecord& record,
                                      const DominionContestVotes& votes);
  [[nodiscard]] bool is_marked_twice(const KnownContest& contest);
  void add_up_written();
  KnownContest* contest_of(std::int64_t id);
  std::optional<ChoiceIndex> choice_of(KnownContest& contest, std::int64_t candidate);
  void refuse(const char* cause, std::string found, std::string wanted, std::string mend);
  void refuse_session(const DominionSessionParser::Fault& fault);

  const DominionManifests& manifests_;
  CardStoreBuilder& builder_;
  ProblemList& problems_;
  std::unordered_map<std::int64_t, KnownContest> contests_;
  std::unordered_map<std::int64_t, std::uint32_t> styles_;
  std::unordered_map<std::int64_t, std::uint32_t> precincts_;
  std::unordered_map<std::int64_t, std::uint32_t> groups_;
  std::int64_t batch_tabulator_ = -1;  // of the last card, whose batch is most often the next's
  std::int64_t batch_name_ = -1;
  std::uint32_t batch_ = 0;
  std::vector<Mark> marks_;
  struct PlacedMark {
    Mark mark;
    std::int64_t place = -1;  // of a written name; -1: not said
    friend auto operator<=>(const PlacedMark&, const PlacedMark&) = default;
  };
  std::vector<PlacedMark> placed_;  // marks_ with their places
  std::string imprinted_;
  std::string file_;
  std::uint64_t session_in_file_ = 0;
};

void DominionJsonReader::Reading::refuse(const char* cause, std::string found, std::string wanted,
                                         std::string mend) {
  problems_.add({cause,
                 {file_, 0, fmt::format("/Sessions/{}", session_in_file_)},
                 std::move(found),
                 std::move(wanted),
                 std::move(mend)});
}

void DominionJsonReader::Reading::add_contests() {
  for (const DominionContest& contest : manifests_.contests) {
    const std::string id = fmt::to_string(contest.id);
    if (contests_.contains(contest.id)) {
      problems_.add({"dominion.manifest",
                     {"ContestManifest.json", 0, "Id"},
                     id,
                     "a number that no other contest has",
                     "Export the manifests again with the cast vote records."});
      continue;
    }
    KnownContest known;
    known.ranked = contest.ranks > 0;
    known.index =
        builder_.add_contest({{id}, contest.name, contest.vote_for, contest.ranks, 1, {}});
    contests_.emplace(contest.id, std::move(known));
  }
}

void DominionJsonReader::Reading::add_candidates() {
  for (const DominionCandidate& candidate : manifests_.candidates) {
    const auto contest = contests_.find(candidate.contest);
    if (contest == contests_.end()) continue;  // of a contest that is not exported
    if (contest->second.choices.size() >= ContestBook::kChoicesMax) {
      problems_.add({"dominion.manifest",
                     {"CandidateManifest.json", 0, "ContestId"},
                     "too many candidates in one contest",
                     fmt::format("{} at most", ContestBook::kChoicesMax),
                     "Export the manifests again with the cast vote records."});
      return;
    }
    const ChoiceIndex choice = builder_.add_choice(
        contest->second.index,
        {{fmt::to_string(candidate.id)},
         candidate.name,
         candidate.write_in ? election::CardChoiceKind::WriteIn : election::CardChoiceKind::Named});
    if (!contest->second.choices.emplace(candidate.id, choice).second) {
      problems_.add({"dominion.manifest",
                     {"CandidateManifest.json", 0, "Id"},
                     fmt::to_string(candidate.id),
                     "a number that no other candidate of the contest has",
                     "Export the manifests again with the cast vote records."});
    }
  }
}

DominionJsonReader::Reading::KnownContest* DominionJsonReader::Reading::contest_of(
    std::int64_t id) {
  const auto found = contests_.find(id);
  if (found != contests_.end()) return &found->second;
  if (!manifests_.contests.empty()) {
    refuse("dominion.contest", fmt::format("contest {}", id), "a contest of ContestManifest.json",
           "Give the manifests of the same export.");
    return nullptr;
  }
  KnownContest known;
  known.described = false;
  known.index = builder_.add_contest({{fmt::to_string(id)}, fmt::to_string(id), 0, 0, 1, {}});
  return &contests_.emplace(id, std::move(known)).first->second;
}

std::optional<ChoiceIndex> DominionJsonReader::Reading::choice_of(KnownContest& contest,
                                                                  std::int64_t candidate) {
  const auto found = contest.choices.find(candidate);
  if (found != contest.choices.end()) return found->second;
  if (!manifests_.candidates.empty()) {
    refuse("dominion.candidate",
           fmt::format("candidate {} in contest {}", candidate,
                       builder_.contest(contest.index).id.text),
           "a candidate of that contest in CandidateManifest.json",
           "Give the manifests of the same export.");
    return std::nullopt;
  }
  if (builder_.contest(contest.index).choices.size() >= ContestBook::kChoicesMax) {
    refuse("dominion.candidate", "too many candidates in one contest",
           fmt::format("{} at most", ContestBook::kChoicesMax),
           "Give the manifests of the same export.");
    return std::nullopt;
  }
  const std::string id = fmt::to_string(candidate);
  const ChoiceIndex choice = builder_.add_choice(contest.index, {{id}, id, {}});
  contest.choices.emplace(candidate, choice);
  return choice;
}

// Some versions set IsVote at no rank but the first, so that a mark without it counts at its rank;
// but where another mark of that rank has it, people took this one away.
bool DominionJsonReader::Reading::gives_way(const DominionMark& mark, const DominionRecord& record,
                                            const DominionContestVotes& votes) {
  constexpr std::uint32_t kMarksLooked = 4096;  // of one contest; more are no ballot's
  const std::uint32_t end = std::min(votes.end_mark, votes.first_mark + kMarksLooked);
  for (std::uint32_t i = votes.first_mark; i < end; ++i) {
    if (record.marks[i].vote && record.marks[i].rank == mark.rank) return true;
  }
  return false;
}

// Whether a choice has two marks at a rank, which are no two votes. Written names have a place
// each, of which some versions say the number.
bool DominionJsonReader::Reading::is_marked_twice(const KnownContest& contest) {
  std::ranges::sort(placed_);
  const auto twice = std::ranges::adjacent_find(placed_, [&](const auto& one, const auto& next) {
    if (one.mark.choice != next.mark.choice || one.mark.rank != next.mark.rank) return false;
    if (one.place >= 0) return one.place == next.place;
    return !stands_for_written(builder_, contest.index, one.mark.choice);
  });
  return twice != placed_.end();
}

void DominionJsonReader::Reading::add_up_written() {
  std::vector<Mark> all;
  std::swap(all, marks_);
  for (const Mark& mark : all) {
    const auto same = std::ranges::find_if(marks_, [&](const Mark& known) {
      return known.choice == mark.choice && known.rank == mark.rank;
    });
    if (same == marks_.end()) {
      marks_.push_back(mark);
    } else {
      same->votes += mark.votes;
    }
  }
}

void DominionJsonReader::Reading::add_contest_votes(const DominionRecord& record,
                                                    const DominionContestVotes& votes) {
  KnownContest* contest = contest_of(votes.contest);
  if (contest == nullptr) return;
  if (std::exchange(contest->last_session, sessions_) == sessions_) {
    return refuse("dominion.contest", fmt::format("contest {} twice in one session", votes.contest),
                  "each contest once on the cards of a ballot",
                  "Export the cast vote records again.");
  }
  if (votes.withheld) {
    RECANVASS_CHECK(builder_.add_marking(contest->index, MarkingTable::kRedacted));
    return;
  }
  marks_.clear();
  placed_.clear();
  std::size_t clear_marks = 0;  // that a machine could tell, whether they count or not
  for (std::uint32_t i = votes.first_mark; i < votes.end_mark; ++i) {
    const DominionMark& mark = record.marks[i];
    clear_marks += mark.ambiguous ? 0 : 1;
    // Without a manifest, a mark at a second rank shows that there are ranks.
    const bool ranked = contest->ranked || (!contest->described && mark.rank > 1);
    const bool counts = mark.vote || (ranked && !mark.ambiguous && !gives_way(mark, record, votes));
    if (!counts) {
      ++ignored_.marks_not_votes;
      ignored_.ambiguous_marks += mark.ambiguous ? 1 : 0;
      continue;
    }
    const auto choice = choice_of(*contest, mark.candidate);
    if (!choice) return;
    const std::int64_t rank = contest->described ? (contest->ranked ? mark.rank : 0)
                                                 : std::max<std::int64_t>(1, mark.rank);
    contest->ranks = std::max(contest->ranks, rank);
    marks_.push_back({*choice, static_cast<std::uint16_t>(rank), 1});
    placed_.push_back({marks_.back(), mark.written});
  }
  if (marks_.size() > 1 && is_marked_twice(*contest)) {
    return refuse("dominion.mark",
                  fmt::format("two marks for one candidate in contest {}", votes.contest),
                  "each candidate marked once at a rank", "Export the cast vote records again.");
  }
  // Two written names are two votes for the choice that stands for them, as in every format.
  if (marks_.size() > 1 && !contest->ranked) add_up_written();
  MarkingTable& table = builder_.markings(contest->index);
  std::uint32_t code = MarkingTable::kBlank;
  if (marks_.size() == 1 && marks_[0].votes == 1) {
    code = table.code_of_one(marks_[0].choice, marks_[0].rank);
  } else if (!marks_.empty()) {
    code = table.code_of(MarkingState::Marked, marks_);
  } else if (votes.overvotes > 0 && (clear_marks > 0 || votes.first_mark == votes.end_mark)) {
    code = MarkingTable::kOvervoted;
  }
  RECANVASS_CHECK(builder_.add_marking(contest->index, code));
}

void DominionJsonReader::Reading::add_card(const DominionSession& session,
                                           const DominionRecord& record, const DominionCard& card,
                                           bool starts_ballot) {
  const auto number = [](auto& known, std::int64_t id, auto&& add) {
    const auto found = known.find(id);
    return found != known.end() ? found->second : known.emplace(id, add()).first->second;
  };
  const std::uint32_t style = number(styles_, record.ballot_type, [&] {
    return builder_.style(name_or_number(manifests_.ballot_types, record.ballot_type));
  });
  const std::uint32_t precinct = number(precincts_, record.portion, [&] {
    return builder_.precinct(name_or_number(manifests_.precinct_portions, record.portion));
  });
  const std::uint32_t group = number(groups_, session.counting_group, [&] {
    return builder_.counting_group(
        name_or_number(manifests_.counting_groups, session.counting_group));
  });
  if (session.tabulator != batch_tabulator_ || session.batch != batch_name_) {
    batch_tabulator_ = session.tabulator;
    batch_name_ = session.batch;
    batch_ = builder_.batch(builder_.tabulator(fmt::to_string(session.tabulator)),
                            fmt::to_string(session.batch));
  }
  imprinted_.clear();
  if (!session.record_text.empty()) {
    fmt::format_to(std::back_inserter(imprinted_), "{}-{}-{}", session.tabulator, session.batch,
                   session.record_text);
  }
  builder_.add_card({builder_.profile({style, precinct, group, record.modified}),
                     batch_,
                     session.position,
                     starts_ballot,
                     imprinted_,
                     {}});
  for (std::uint32_t i = card.first_contest; i < card.end_contest; ++i) {
    add_contest_votes(record, record.contests[i]);
  }
}

void DominionJsonReader::Reading::add_session(const DominionSession& session) {
  ++sessions_;
  const bool modified = session.modified.present && session.modified.current;
  const bool original = session.original.present && session.original.current;
  if (modified == original) {
    return refuse("dominion.current", modified ? "two records that are current" : "none",
                  "one current record, Original or Modified",
                  "Export the cast vote records again.");
  }
  if (session.modified.present && session.original.present) ++ignored_.replaced_records;
  const DominionRecord& record = modified ? session.modified : session.original;
  if (record.cards.empty()) {
    return refuse("dominion.session", "a current record without a card",
                  "Contests, or Cards with one card at least", "Export the records again.");
  }
  bool starts_ballot = true;
  for (const DominionCard& card : record.cards) {
    add_card(session, record, card, starts_ballot);
    starts_ballot = false;
  }
}

void DominionJsonReader::Reading::read(ByteSource& source, const std::string& name) {
  file_ = name;
  JsonRecordCutter cutter(source, "Sessions", name);
  DominionSessionParser parser;
  while (const auto block = cutter.next()) {
    session_in_file_ = block->first_record;
    parser.begin(*block);
    while (const DominionSession* session = parser.next()) {
      add_session(*session);
      ++session_in_file_;
    }
    if (const auto& fault = parser.fault()) return refuse_session(*fault);
  }
  problems_.add_all(cutter.problems());
}

void DominionJsonReader::Reading::refuse_session(const DominionSessionParser::Fault& fault) {
  problems_.add({"dominion.session",
                 {file_, 0, fmt::format("/Sessions/{}{}", session_in_file_, fault.pointer)},
                 fault.found,
                 fault.wanted,
                 "Export the cast vote records again."});
}

// What read() does, file by file; a file with a fault is read no further.
void DominionJsonReader::Reading::read_files(const InputFiles& files,
                                             const std::vector<std::size_t>& which,
                                             base::Executor& executor, CardOrigins& origins) {
  SessionPieces pieces(files, which);
  OrderedWork<SessionPiece, SessionsRead> work(executor);
  std::uint64_t cards_before = 0;
  bool broken = false;
  const auto take = [&](SessionPiece& piece, SessionsRead& read) {
    if (piece.begins_file) {
      file_ = files.files()[piece.file].name;
      cards_before = builder_.cards();
      broken = false;
    }
    if (!broken) {
      problems_.add_all(piece.problems);
      session_in_file_ = piece.first_record;
      for (std::size_t i = 0; i < read.used; ++i) {
        add_session(read.sessions[i]);
        ++session_in_file_;
      }
      const auto& fault = read.parser.fault();
      broken = !piece.bytes.empty() && fault.has_value();
      if (broken) refuse_session(*fault);
    }
    if (piece.ends_file && builder_.cards() > cards_before) origins.add_file(cards_before, file_);
    return true;
  };
  work.run([&](SessionPiece& piece) { return pieces.next(piece); }, read_sessions, take,
           [](SessionPiece&) {});
}

DominionJsonReader::DominionJsonReader(const DominionManifests& manifests,
                                       CardStoreBuilder& builder, ProblemList& problems)
    : reading_(std::make_unique<Reading>(manifests, builder, problems)) {}

DominionJsonReader::~DominionJsonReader() = default;

// Contests that no manifest describes are ranked when a mark of theirs stands at a second rank.
void DominionJsonReader::Reading::finish() {
  for (const auto& [id, contest] : contests_) {
    if (contest.described) continue;
    if (contest.ranks > 1) {
      builder_.describe(contest.index, 0, static_cast<std::int32_t>(contest.ranks));
    } else {
      builder_.markings(contest.index).clear_ranks();
    }
  }
}

void DominionJsonReader::finish() { reading_->finish(); }

void DominionJsonReader::read(ByteSource& source, const std::string& name) {
  reading_->read(source, name);
}

void DominionJsonReader::read_files(const InputFiles& files, const std::vector<std::size_t>& which,
                                    base::Executor& executor, CardOrigins& origins) {
  reading_->read_files(files, which, executor, origins);
}

const DominionIgnored& DominionJsonReader::ignored() const { return reading_->ignored_; }

std::uint64_t DominionJsonReader::sessions() const { return reading_->sessions_; }

}  // namespace recanvass::formats
