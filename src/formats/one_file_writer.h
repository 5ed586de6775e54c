// What writers of exports that are one file have in common: cards go to the file one by one, and
// what was lost is counted. Used by the writers that formats/card_formats.h names.
#pragma once

#include "formats/card_facts.h"
#include "formats/card_writer.h"
#include "formats/draft_file.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

/// What a format has for a contest of which it is not known how many votes are allowed. A number
/// that is too small makes overvotes of votes.
enum class WhereUnknown : std::uint8_t {
  LeftOut,           ///< it can be left out
  MostOfACard,       ///< a number: the most votes that a card has, 1 at least
  MostIfSeveral,     ///< the same, but 1 is no limit in that format
};

class OneFileWriter : public CardWriter {
 public:
  void add(const election::CardStore& part) final;
  base::Result<WrittenCards> finish() final;

 protected:
  OneFileWriter(const std::filesystem::path& path, LossList losses,
                WhereUnknown where_unknown = WhereUnknown::LeftOut);

  /// Before the first card; contests() are known.
  virtual void begin() = 0;
  virtual void write_card(const election::CardStore& part, const CardFacts& facts,
                          const election::CardChunk& chunk, std::uint32_t card) = 0;
  /// After the last card.
  virtual void end() {}
  /// After end(): why nothing is to be written at all.
  [[nodiscard]] virtual std::optional<base::Problem> refusal() { return std::nullopt; }

  void put(std::string_view bytes) { file_.put(bytes); }
  /// As they are written: with a number of votes where the format needs one.
  [[nodiscard]] const std::vector<election::CardContest>& contests() const { return contests_; }
  [[nodiscard]] LossList& losses() { return losses_; }
  /// Of the card that is written, from 1.
  [[nodiscard]] std::uint64_t card_number() const { return cards_ + 1; }

 private:
  void limit_unknown(const election::CardStore& part);

  std::string name_;
  DraftFile file_;
  WhereUnknown where_unknown_;
  std::vector<std::uint32_t> unknown_;  // contests whose number of votes the first part had not
  std::optional<base::Problem> too_many_votes_;
  LossList losses_;
  CardWalk walk_;
  std::vector<election::CardContest> contests_;
  bool begun_ = false;
  std::uint64_t cards_ = 0;
};

}  // namespace recanvass::formats
