// What a file of returns says, in its own words: who is meant by a name is decided afterwards, by
// formats/returns_builder.h. Every reader of returns gives one of these.
#pragma once

#include "base/date.h"
#include "base/result.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recanvass::formats {

/// Each different text once, numbered in the order in which they came. Texts keep their place in
/// memory. One thread.
class NamePool {
 public:
  std::uint32_t number_of(std::string_view name);
  [[nodiscard]] const std::string& name(std::uint32_t number) const { return names_[number]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::deque<std::string> names_;
  std::uint32_t expected_ = 0;  // rows tend to come in one order: the name after the last one
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// Reserved choices: figures of a unit that are no votes for anybody.
constexpr std::string_view kBallots = "@ballots";
constexpr std::string_view kRegistered = "@registered";
constexpr std::string_view kBlank = "@blank";
constexpr std::string_view kOvervotes = "@overvotes";
constexpr std::string_view kTotal = "@total";

/// The contest of figures that hold for all of them: ballots cast and registered voters.
constexpr std::string_view kEveryContest = "@every";

/// A figure that a file gives as unknown ("NA").
constexpr std::int64_t kUnknownVotes = -1;

/// A figure whose cell is reported as a problem. Its row still shows which unit, choice and mode it
/// is of, so that it is checked for repeats and unknown names.
constexpr std::int64_t kUnreadableVotes = -2;

/// The choice of a row whose own cell for it is reported as a problem. No text of a file is this.
constexpr std::string_view kUnreadableChoice = "\x1f";

/// How a file names choices, counties and contests.
enum class Naming {
  Ids,  ///< by the ids of election.toml
  Names,  ///< by names as people write them, to be mapped
};

/// One file of returns, read whole.
struct ReturnsTable {
  /// Part of a file that belongs to one result set; empty texts where the file does not say.
  struct Section {
    std::string result_set;
    std::string jurisdiction;
    std::string contest;  ///< kEveryContest: figures of units, whatever the contest
    std::string year;  ///< of the election, four digits
  };
  struct Unit {
    std::string name;  ///< empty: the county or jurisdiction as a whole
    std::string county;  ///< as written; empty: none given
    /// Cells of columns that nobody knows: what they tell apart is not held for the same.
    std::string unknown_cells;
    bool is_readable = true;  ///< false: its name is reported as a problem
  };
  struct Figure {
    std::uint32_t section = 0;
    std::uint32_t unit = 0;
    std::uint32_t choice = 0;
    std::uint32_t mode = 0;
    std::int64_t votes = 0;  ///< or kUnknownVotes, kUnreadableVotes
    std::int64_t line = 0;  ///< in the file, 1-based; 0: not known
  };

  std::string file;
  std::string format;  ///< "our returns CSV", for messages
  Naming naming = Naming::Ids;
  std::optional<base::Date> election_day;  ///< where the file says of which election it is
  std::int64_t election_day_line = 0;  ///< 0: not known
  /// Where a file of this format has votes, choices, counties and modes, for problems.
  std::string votes_place = "column votes";
  std::string choice_place = "column choice";
  std::string county_place = "column county";
  std::string mode_place = "column mode";
  bool has_units = false;  ///< false: figures of whole jurisdictions only
  std::vector<Section> sections;
  std::vector<Unit> units;
  NamePool choices;  ///< reserved ones begin with "@"; by names: choice_key(name, party)
  NamePool modes;  ///< the empty name: all modes together
  std::vector<Figure> figures;
  /// True after a problem that leaves rows unread: what no row says is not known to be absent.
  bool has_lost_rows = false;
  bool has_unknown_columns = false;  ///< reported; one of them may be meant as a known one
  bool has_contest_column = true;
  std::vector<std::string> remarks;  ///< what a person should know: blank rows, decoded text
  /// Remarks that matter to those only who ask for the section.
  struct SectionRemark {
    std::uint32_t section = 0;
    std::string text;
  };
  std::vector<SectionRemark> section_remarks;

  /// Finds or adds; a run of equal units or sections is found without a search.
  std::uint32_t section_of(std::string_view result_set, std::string_view jurisdiction,
                           std::string_view contest, std::string_view year = {});
  void add_figure(std::uint32_t section, std::uint32_t unit, std::string_view choice,
                  std::string_view mode, std::int64_t votes, std::int64_t line);
  std::uint32_t unit_of(std::string_view name, std::string_view county,
                        std::string_view unknown_cells = {});
  /// A unit whose name is reported as a problem; `county` is empty where that is what is wrong.
  std::uint32_t unreadable_unit_of(std::string_view name, std::string_view county);
  /// Positions in `figures` by section, in the file's order.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> figures_by_section() const;

 private:
  NamePool section_keys_;
  NamePool unit_keys_;
  std::string key_;
};

/// What a reader made of a file: the table, or what is wrong with it. After problems, what could be
/// read may still be asked for, to say what else is wrong; its figures are never used.
class [[nodiscard]] ReturnsReading {
 public:
  // A reader returns its table or its problems without a word around them.
  // NOLINTBEGIN(google-explicit-constructor)
  ReturnsReading(ReturnsTable table) : table_(std::move(table)) {}
  ReturnsReading(base::Problem problem) : problems_{std::move(problem)} {}
  ReturnsReading(base::Problems problems) : problems_(std::move(problems)) {
    RECANVASS_CHECK(!problems_.empty());
  }
  // NOLINTEND(google-explicit-constructor)
  /// The part that could be read, beside what is wrong.
  ReturnsReading(ReturnsTable table, base::Problems problems)
      : table_(std::move(table)), problems_(std::move(problems)) {}

  [[nodiscard]] bool ok() const { return problems_.empty(); }
  explicit operator bool() const { return ok(); }

  /// @pre ok()
  [[nodiscard]] const ReturnsTable& value() const {
    RECANVASS_CHECK(ok());
    return *table_;
  }
  const ReturnsTable& operator*() const { return value(); }
  const ReturnsTable* operator->() const { return &value(); }

  /// @pre !ok()
  [[nodiscard]] const base::Problems& problems() const {
    RECANVASS_CHECK(!ok());
    return problems_;
  }
  /// The table, whole where ok(); no value: nothing could be read.
  [[nodiscard]] std::optional<ReturnsTable>& readable() { return table_; }

 private:
  std::optional<ReturnsTable> table_;
  base::Problems problems_;
};

/// One line of a ballot: a candidate may stand on several, for several parties.
[[nodiscard]] std::string choice_key(std::string_view name, std::string_view party);
/// The name in a choice_key; any other text is itself.
[[nodiscard]] std::string_view choice_name(std::string_view key);

}  // namespace recanvass::formats
