// Figures that an audit published beside what follows from its own files: each agrees, differs, is
// explained, or cannot be checked, with the reason. Pure; the readers of such files are in
// formats/published_*.h, and what is computed for which of them in workflow/reverify.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::audit {

enum class FigureVerdict : std::uint8_t {
  Agrees,
  Explained,   ///< as published only by a rule of the publisher's program, which is named
  Differs,     ///< nothing known makes it what was published
  NotChecked,  ///< the files do not hold what it follows from
};

/// "agrees", "explained", "differs", "not checked"
[[nodiscard]] std::string_view verdict_word(FigureVerdict verdict);

/// One figure of one contest, county or card.
struct FigureCheck {
  std::string subject;    ///< "Presidential Electors"
  std::string figure;     ///< "sample still needed": the same words for all of a kind
  std::string published;  ///< as printed
  std::string computed;   ///< empty when it was not
  FigureVerdict verdict = FigureVerdict::NotChecked;
  std::string reason;  ///< of all but Agrees: by how much, by which rule, or what is missing
  std::string place;   ///< "contest.csv:17"
  friend bool operator==(const FigureCheck&, const FigureCheck&) = default;
};

/// One published audit as it was checked.
struct PublishedAudit {
  std::string title;                 ///< "Inyo County, November 3, 2020 General Election"
  std::string kind;                  ///< "audit report of Arlo: ballot comparison, super-simple"
  std::vector<std::string> summary;  ///< sentences that can be printed as they are
  std::vector<FigureCheck> checks;
  std::vector<std::string> remarks;  ///< what was passed over, and oddities, unexplained
};

/// How many figures of each verdict.
struct VerdictTally {
  std::int64_t agree = 0;
  std::int64_t explained = 0;
  std::int64_t differ = 0;
  std::int64_t not_checked = 0;
  friend bool operator==(const VerdictTally&, const VerdictTally&) = default;
};

/// The same for each kind of figure, in the order in which the kinds were first checked.
struct FigureTally {
  std::string figure;
  VerdictTally tally;
};

[[nodiscard]] VerdictTally tally_of(const std::vector<FigureCheck>& checks);
[[nodiscard]] std::vector<FigureTally> tallies_of(const std::vector<FigureCheck>& checks);

/// Whether `computed` is what `published`, a decimal number, was rounded from: no farther from it
/// than half of its last printed digit. "0E-8", "<0.0000000001" and "12.5%" are read; of a percent
/// the number before the sign. False for what is no number.
/// @param least_decimals  of a publisher who leaves trailing zeros out: what is printed with fewer
/// ends in zeros up to there
[[nodiscard]] bool prints_as(double computed, std::string_view published, int least_decimals = 0);

/// What a printed number was rounded from: its least and its largest value. No value: no number.
struct PrintedRange {
  double least = 0.0;
  double largest = 0.0;
  [[nodiscard]] double middle() const { return (least + largest) / 2.0; }
};
[[nodiscard]] std::optional<PrintedRange> printed_range(std::string_view published);

/// Digits enough to tell it from its neighbours at ten significant places.
[[nodiscard]] std::string figure_text(double figure);

/// Collects the checks of one audit.
class FigureChecks {
 public:
  /// What the following figures are about, and where they stand.
  void about(std::string subject, std::string place);
  /// Decimals from here on are of a publisher who prints so many, trailing zeros left out.
  void printed_to(int decimals) { least_decimals_ = decimals; }
  /// By prints_as().
  [[nodiscard]] bool fits(double computed, std::string_view published) const {
    return prints_as(computed, published, least_decimals_);
  }

  void whole(std::string_view figure, std::int64_t published, std::int64_t computed);
  /// By fits().
  void decimal(std::string_view figure, std::string_view published, double computed);
  void text(std::string_view figure, std::string_view published, std::string_view computed);
  void truth(std::string_view figure, bool published, bool computed);
  void not_checked(std::string_view figure, std::string_view published, std::string reason);
  /// Published as `peer` gives it; the right value is named in the reason. Where `published` is not
  /// even what the publisher's rule gives, it differs.
  void by_rule(std::string_view figure, std::string_view published, double peer, double right,
               std::string_view rule);
  void explained(std::string_view figure, std::string_view published, std::string_view computed,
                 std::string reason);
  void differs(std::string_view figure, std::string_view published, std::string_view computed,
               std::string reason);

  [[nodiscard]] std::vector<FigureCheck> take() { return std::move(checks_); }

 private:
  void add(std::string_view figure, std::string_view published, std::string computed,
           FigureVerdict verdict, std::string reason);

  std::string subject_;
  std::string place_;
  int least_decimals_ = 0;
  std::vector<FigureCheck> checks_;
};

}  // namespace recanvass::audit
