#include "formats/ranking_writers.h"

#include "base/json.h"
#include "formats/card_facts.h"
#include "formats/draft_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr const char* kNotRanked = "contests that are not ranked (not written)";
constexpr const char* kNoRanking = "cards without a ranked contest (not written)";

// What the three have in common: which contests are ranked, and what was lost.
class RankingWriter : public CardWriter {
 public:
  void add(const CardStore& part) final {
    if (!begun_) {
      contests_ = part.contests();
      for (const CardContest& contest : contests_) {
        if (contest.ranks == 0) losses_.add(kNotRanked);
      }
      losses_.add_contests(contests_);
      begin();
      begun_ = true;
    }
    losses_.add_redacted(part);
    walk_.each(part, [&](const CardFacts& facts, const CardChunk& chunk, std::uint32_t card) {
      bool any = false;
      each_marking(part, chunk, card, [&](std::uint32_t contest, const MarkingView& view) {
        if (contests_[contest].ranks == 0 || !is_a_ranking(contest, view)) return;
        any = true;
        write_ranking(contest, facts, view);
      });
      ++met_;
      if (!any) return losses_.add(kNoRanking);
      losses_.add_card(facts);
      ++written_.cards;
    });
  }

  base::Result<WrittenCards> finish() final {
    end();
    if (written_.files.empty() && problems_.empty()) {
      problems_.push_back({"convert.no-ranking",
                           {},
                           "no contest that is ranked",
                           "at least one",
                           "Choose a format for contests of any kind."});
    }
    if (!problems_.empty()) return problems_;
    written_.unsayable = losses_.take();
    return std::move(written_);
  }

 protected:
  explicit RankingWriter(LossList losses)
      : losses_(std::move(losses)),
        walk_(losses_.keeps_sheets() ? Sheets::Together : Sheets::Apart) {}
  virtual void begin() = 0;
  virtual void write_ranking(std::uint32_t contest, const CardFacts& facts,
                             const MarkingView& view) = 0;
  virtual void end() = 0;

  [[nodiscard]] const std::vector<CardContest>& contests() const { return contests_; }
  [[nodiscard]] LossList& losses() { return losses_; }
  /// Of the card that is written, from 1, among all.
  [[nodiscard]] std::uint64_t card_number() const { return met_ + 1; }
  void take(std::optional<base::Problem> problem, std::string file) {
    if (problem) problems_.push_back(*std::move(problem));
    written_.files.push_back(std::move(file));
  }

 private:
  bool is_a_ranking(std::uint32_t contest, const MarkingView& view) {
    if (view.state == MarkingState::Redacted) {
      losses_.add(kLostRedacted);
      return false;
    }
    if (view.state == MarkingState::Overvoted) losses_.add(kLostOvervote);
    for (const Mark& mark : view.marks) {
      if (mark.votes != contests_[contest].vote_unit) losses_.add(kLostVotes);
    }
    return true;
  }

  LossList losses_;
  CardWalk walk_;
  std::vector<CardContest> contests_;
  bool begun_ = false;
  std::uint64_t met_ = 0;
  base::Problems problems_;
  WrittenCards written_;
};

bool stands_in_raire(std::string_view text) {
  return !text.empty() && trimmed(text) == text &&
         text.find_first_of(",\"\r\n") == std::string_view::npos;
}

class RaireTextExport final : public RankingWriter {
 public:
  explicit RaireTextExport(const std::filesystem::path& path)
      : RankingWriter({{CardFact::ImprintedId}, {ContestFact::ContestIds, ContestFact::ChoiceIds}}),
        name_(path.filename().string()),
        file_(path) {}

 private:
  void begin() override {
    std::string heading;
    std::size_t ranked = 0;
    for (std::size_t i = 0; i < contests().size(); ++i) {
      const CardContest& contest = contests()[i];
      auto& ids = choice_ids_.emplace_back();
      const bool plain = stands_in_raire(contest.id.text) &&
                         std::ranges::all_of(contest.choices, [](const auto& choice) {
                           return stands_in_raire(choice.id.text);
                         });
      contest_ids_.push_back(plain ? contest.id.text : fmt::to_string(i + 1));
      if (contest_ids_.back() != contest.id.text && contest.ranks > 0) {
        losses().add("ids of contests");
      }
      for (std::size_t choice = 0; choice < contest.choices.size(); ++choice) {
        ids.push_back(plain ? contest.choices[choice].id.text : fmt::to_string(choice + 1));
        if (contest.ranks == 0) continue;
        if (ids.back() != contest.choices[choice].id.text) losses().add("ids of choices");
        if (ids.back() != contest.choices[choice].name) losses().add("names of choices");
      }
      if (contest.ranks == 0) continue;
      ++ranked;
      if (contest_ids_.back() != contest.name) losses().add("names of contests");
      heading += fmt::format("Contest,{},{}", contest_ids_.back(), ids.size());
      for (const std::string& id : ids) heading += "," + id;
      heading += "\n";
    }
    file_.put(fmt::format("{}\n{}", ranked, heading));
    ranked_ = ranked;
  }

  // A ballot's id stands once; a card without one of its own gets its number.
  [[nodiscard]] std::string ballot_id(const CardFacts& facts) {
    if (stands_in_raire(facts.imprinted_id)) return facts.imprinted_id;
    if (!facts.imprinted_id.empty()) losses().add("imprinted ids of cards");
    return fmt::format("card {}", card_number());
  }

  void write_ranking(std::uint32_t contest, const CardFacts& facts,
                     const MarkingView& view) override {
    std::string line = fmt::format("{},{}", contest_ids_[contest], ballot_id(facts));
    std::uint32_t rank = 0;
    for (const Mark& mark : view.marks) {
      if (mark.choice >= election::kChoiceLimit) {
        losses().add(mark.choice == election::kInvalidWriteIn ? kLostInvalid : kLostSeveral);
      } else if (mark.rank == rank) {
        losses().add(kLostSeveral);
      } else {
        for (; rank < mark.rank; ++rank) line += ',';
        line += choice_ids_[contest][mark.choice];
      }
    }
    line += '\n';
    file_.put(line);
  }

  void end() override {
    if (ranked_ > 0) take(file_.finish(), name_);
  }

  std::string name_;
  DraftFile file_;
  std::size_t ranked_ = 0;
  std::vector<std::string> contest_ids_;
  std::vector<std::vector<std::string>> choice_ids_;
};

// The choices from the first rank on, each once; what had to be left out is counted.
std::vector<std::uint16_t> plain_ranking(const MarkingView& view, LossList& losses) {
  std::vector<std::uint16_t> ranking;
  std::uint32_t rank = 0;
  bool closed_up = false;
  for (std::size_t i = 0; i < view.marks.size(); ++i) {
    const Mark& mark = view.marks[i];
    const bool with_next = i + 1 < view.marks.size() && view.marks[i + 1].rank == mark.rank;
    if (mark.choice == election::kOvervotedRank || with_next) {
      losses.add("rankings that end at a rank with several choices");
      break;
    }
    closed_up = closed_up || mark.rank > rank + 1;
    rank = mark.rank;
    if (mark.choice == election::kInvalidWriteIn) {
      losses.add(kLostInvalid);
      closed_up = true;
    } else if (std::ranges::find(ranking, mark.choice) != ranking.end()) {
      losses.add("choices at a second rank");
    } else {
      ranking.push_back(mark.choice);
    }
  }
  if (closed_up) losses.add("rankings with skipped ranks (closed up)");
  return ranking;
}

class RaireJsonExport final : public RankingWriter {
 public:
  explicit RaireJsonExport(std::filesystem::path folder)
      : RankingWriter({{}, {}}), folder_(std::move(folder)) {}

 private:
  using Rankings = std::map<std::vector<std::uint16_t>, std::uint64_t>;

  void begin() override { rankings_.resize(contests().size()); }
  void write_ranking(std::uint32_t contest, const CardFacts&, const MarkingView& view) override {
    ++rankings_[contest][plain_ranking(view, losses())];
  }
  void end() override {
    const std::vector<std::string> names = losses().contest_names(contests());
    for (std::size_t i = 0; i < contests().size(); ++i) {
      if (contests()[i].ranks > 0) write_contest(names[i], contests()[i], rankings_[i], i + 1);
    }
  }
  void write_contest(const std::string& name, const CardContest& contest, const Rankings& rankings,
                     std::size_t number) {
    const std::string file_name = fmt::format("contest_{}.json", number);
    DraftFile file(folder_ / file_name);
    file.put(fmt::format(
        R"({{"metadata":{},"num_candidates":{},"votes":[)",
        base::canonical_json({{"candidates", losses().choice_names(contest)}, {"contest", name}}),
        contest.choices.size()));
    bool first = true;
    for (const auto& [ranking, cards] : rankings) {
      file.put(fmt::format("{}\n{{\"n\":{},\"prefs\":{}}}", first ? "" : ",", cards,
                           base::canonical_json(ranking)));
      first = false;
    }
    file.put("]}\n");
    take(file.finish(), file_name);
  }

  std::filesystem::path folder_;
  std::vector<Rankings> rankings_;
};

// A file's name for a contest: its own name where that can be one.
std::string file_name_for(const std::string& name) {
  std::string safe;
  for (const char c : name) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == ' ' || c == '-' || c == '_' || c == '(' || c == ')';
    safe += fits ? c : '_';
  }
  constexpr std::size_t kLongest = 100;
  safe = trimmed(safe.substr(0, kLongest));
  return safe.empty() ? "contest" : safe;
}

class RankCsvExport final : public RankingWriter {
 public:
  explicit RankCsvExport(std::filesystem::path folder)
      : RankingWriter({{CardFact::RecordId, CardFact::Precinct, CardFact::Batch}, {}}),
        folder_(std::move(folder)) {}

 private:
  struct ContestFile {
    std::string name;
    std::unique_ptr<DraftFile> file;  // null: the contest is not ranked
    std::vector<std::string> cells;
  };

  void begin() override {
    std::vector<CardContest> as_files = contests();
    for (CardContest& contest : as_files) {
      contest.name = file_name_for(contest.name);
      contest.id.text = file_name_for(contest.id.text);  // stands behind names that are the same
    }
    const std::vector<std::string> names = losses().contest_names(as_files);
    for (std::size_t i = 0; i < contests().size(); ++i) {
      ContestFile out;
      out.name = names[i] + ".csv";
      if (contests()[i].ranks > 0) open(contests()[i], names[i], out);
      files_.push_back(std::move(out));
    }
  }

  void open(const CardContest& contest, const std::string& title, ContestFile& out) {
    if (title != contest.name) losses().add("names of contests");
    out.file = std::make_unique<DraftFile>(folder_ / out.name);
    out.cells.resize(contest.choices.size());
    std::string heading = "record id,precinct,batch";
    for (const std::string& name : losses().choice_names(contest)) {
      heading += "," + losses().csv_cell(name);
    }
    out.file->put(heading + "\n");
  }

  void write_ranking(std::uint32_t contest, const CardFacts& facts,
                     const MarkingView& view) override {
    ContestFile& out = files_[contest];
    std::ranges::fill(out.cells, "");
    for (const Mark& mark : view.marks) {
      if (mark.choice >= election::kChoiceLimit) {
        losses().add(mark.choice == election::kInvalidWriteIn ? kLostInvalid : kLostSeveral);
      } else if (!out.cells[mark.choice].empty()) {
        losses().add("choices at a second rank");
      } else if (mark.rank > 0) {
        out.cells[mark.choice] = fmt::to_string(mark.rank);
      }
    }
    std::string line =
        fmt::format("{},{},{}",
                    facts.record_id.empty() ? fmt::format("card {}", card_number())
                                            : losses().csv_cell(facts.record_id),
                    losses().csv_cell(facts.precinct), losses().csv_cell(facts.batch));
    for (const std::string& cell : out.cells) line += "," + cell;
    out.file->put(line + "\n");
  }

  void end() override {
    for (ContestFile& out : files_) {
      if (out.file) take(out.file->finish(), out.name);
    }
  }

  std::filesystem::path folder_;
  std::vector<ContestFile> files_;
};

}  // namespace

std::unique_ptr<CardWriter> raire_text_writer(const std::filesystem::path& path) {
  return std::make_unique<RaireTextExport>(path);
}

std::unique_ptr<CardWriter> raire_json_writer(const std::filesystem::path& folder) {
  return std::make_unique<RaireJsonExport>(folder);
}

std::unique_ptr<CardWriter> rank_csv_writer(const std::filesystem::path& folder) {
  return std::make_unique<RankCsvExport>(folder);
}

}  // namespace recanvass::formats
