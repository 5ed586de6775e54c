// The batches of a batch comparison, drawn from a seed, and the draw as a document.
#include "base/sha256.h"
#include "draw/weighted_counter.h"
#include "workflow/batch_audit.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;

constexpr std::int64_t kRoundMost = 10'000'000'000;
/// Draws for each batch, after which the rest is counted too.
constexpr std::uint64_t kDrawsEach = 100;

base::Problems size_problems(const BatchAudit& audit, const std::vector<std::int64_t>& rounds) {
  base::Problems problems;
  const auto refuse = [&](const char* cause, std::size_t round, std::string found,
                          std::string wanted, std::string mend) {
    problems.push_back({cause,
                        {"", 0, fmt::format("round {}", round + 1)},
                        std::move(found),
                        std::move(wanted),
                        std::move(mend)});
  };
  const auto most = static_cast<std::int64_t>(audit.weights.size());
  if (rounds.empty()) refuse("draw.size", 0, "no size", "how many batches", "Give --size.");
  for (std::size_t i = 0; i < rounds.size(); ++i) {
    const std::int64_t before = i == 0 ? 0 : rounds[i - 1];
    if (rounds[i] <= before || rounds[i] > most) {
      refuse("draw.size", i, fmt::format("{} batches", rounds[i]),
             fmt::format("from {} to {}, in all", before + 1, most),
             "Say how many different batches are drawn in all.");
    }
    const auto& fixed = audit.assertions.ask.rounds;
    if (fixed.empty() || (i < fixed.size() && rounds[i] == fixed[i])) continue;
    refuse("draw.schedule", i, fmt::format("{} batches", rounds[i]),
           i < fixed.size()
               ? fmt::format("{}, as fixed", fixed[i])
               : fmt::format("no more than the {} rounds that were fixed", fixed.size()),
           "Draw the rounds that were fixed before the seed; leave --size out.");
  }
  if (!std::ranges::any_of(audit.contests, [](const BatchedContest& one) {
        return one.asserted.can_be_audited();
      })) {
    refuse("draw.inputs", 0, "no contest that a sample can confirm", "a contest with assertions",
           "Count every batch by hand.");
  }
  return problems;
}

// Rounds one after another out of one row of draws.
class BatchDrawing {
 public:
  BatchDrawing(const BatchAudit& audit, BatchDrawn& drawn)
      : audit_(audit), drawn_(drawn), taken_(audit.weights.size(), 0) {}

  void run() {
    for (std::size_t i = 0; i < drawn_.rounds.size(); ++i) {
      round_ = static_cast<std::uint32_t>(i + 1);
      while (different_ < drawn_.rounds[i]) {
        if (drawn_.rounds[i] == std::ssize(taken_) || next_ > kDrawsEach * taken_.size()) {
          return take_all();
        }
        take_one();
      }
    }
  }

 private:
  void take_one() {
    if (at_ == ahead_.size()) {
      ahead_ = draw::draw_by_weight(drawn_.seed, audit_.weights, next_, kDrawsEach);
      at_ = 0;
    }
    const std::size_t batch = ahead_[at_++];
    drawn_.draws.push_back({batch, round_, next_++});
    different_ += taken_[batch] == 0 ? 1 : 0;
    taken_[batch] = 1;
  }
  // All at once instead of the round: the same, however the round came to be of all of them.
  void take_all() {
    std::erase_if(drawn_.draws, [&](const DrawnBatch& draw) { return draw.round == round_; });
    std::ranges::fill(taken_, 0);
    for (const DrawnBatch& draw : drawn_.draws) taken_[draw.batch] = 1;
    for (std::size_t batch = 0; batch < taken_.size(); ++batch) {
      if (taken_[batch] == 0) drawn_.draws.push_back({batch, round_, 0});
    }
    drawn_.rounds.resize(round_);
    drawn_.rounds.back() = std::ssize(taken_);
  }

  const BatchAudit& audit_;
  BatchDrawn& drawn_;
  std::vector<char> taken_;
  std::vector<std::size_t> ahead_;
  std::size_t at_ = 0;
  std::uint64_t next_ = 1;
  std::int64_t different_ = 0;
  std::uint32_t round_ = 1;
};

}  // namespace

std::vector<std::size_t> BatchDrawn::batches() const {
  std::vector<std::size_t> list;
  for (const DrawnBatch& draw : draws) list.push_back(draw.batch);
  return list;
}

base::Result<BatchDrawn> draw_batches(const BatchAudit& audit, const std::string& seed,
                                      const std::vector<std::int64_t>& rounds) {
  base::Problems problems = size_problems(audit, rounds);
  if (!problems.empty()) return problems;
  BatchDrawn drawn{seed, rounds, {}};
  BatchDrawing(audit, drawn).run();
  return drawn;
}

Json batch_draw_document(const BatchAudit& audit, const BatchDrawn& drawn) {
  Json draws = Json::array();
  for (const DrawnBatch& draw : drawn.draws) {
    const NamedBatches::Batch& batch = audit.batches.batches()[draw.batch];
    draws.push_back({{"number", draw.number},
                     {"round", draw.round},
                     {"batch", batch.name},
                     {"container", batch.container},
                     {"cards", batch.cards}});
  }
  const std::string text = base::pretty_json(batch_assertions_document(audit));
  return {{"schema", "recanvass.batch-draw/1"},
          {"seed", drawn.seed},
          {"assertions_sha256", base::hex(base::sha256(text))},
          {"rounds", drawn.rounds},
          {"draws", std::move(draws)}};
}

base::Result<BatchDrawn> batch_draw_of_document(const Json& document, const std::string& file,
                                                const BatchAudit& audit) {
  const bool is_one =
      document.is_object() && document.value("schema", Json()) == Json("recanvass.batch-draw/1") &&
      document.value("seed", Json()).is_string() && document.value("rounds", Json()).is_array() &&
      std::ranges::all_of(document.at("rounds"), [](const Json& round) {
        return round.is_number_integer() && round >= Json(0) && round <= Json(kRoundMost);
      });
  if (!is_one) {
    return base::Problem{"draw.document",
                         {file, 0, ""},
                         "another document",
                         "a draw of batches",
                         "Name the file that `recanvass draw --batches FILE -o FILE` wrote."};
  }
  auto drawn = draw_batches(audit, document.at("seed").get<std::string>(),
                            document.at("rounds").get<std::vector<std::int64_t>>());
  if (!drawn) return drawn;
  const std::string differs = first_difference(document, batch_draw_document(audit, *drawn));
  if (differs.empty()) return drawn;
  return base::Problem{"draw.differs",
                       {file, 0, differs},
                       "another value than the seed and the assertions give",
                       "the draw as it was made",
                       "Take the files that were published before the seed, and this draw."};
}

}  // namespace recanvass::workflow
