#include "verify/verdict.h"

#include "base/check.h"
#include "base/figures.h"
#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

struct CheckTitle {
  CheckId id;
  std::string_view title;
};

constexpr std::array<CheckTitle, kChecks> kTitles = {{
    {CheckId::V1,
     "the folder holds the files that bundle.json lists, those of the entries, and no other"},
    {CheckId::V2, "the checkpoint is signed with the log's key, and names this ledger"},
    {CheckId::V3, "witnesses cosigned the checkpoint with the keys given"},
    {CheckId::V4, "the entries are those of the tree in the checkpoint"},
    {CheckId::V5, "each entry is in its one right form, signed by its author, who may do this"},
    {CheckId::V6, "what needs two persons was done from two accounts"},
    {CheckId::V7, "the inputs were fixed by their hash, and cosigned, before paper was touched"},
    {CheckId::V8, "each tally that is given adds up, or says why not"},
    {CheckId::V9,
     "units were signed off on two equal entries a batch, a third person's, or a tape"},
    {CheckId::V10, "the tables and the page are those that the entries and the stated sums make"},
    {CheckId::V11, "no total was stated over a finding of the rules that nobody closed"},
    {CheckId::V12, "each unit that changed has a cause, or is minuted as unexplained"},
    {CheckId::V13, "challenges were settled by those who may, and none was open at a statement"},
    {CheckId::V14, "statements, certificates and legal status rest on the figures"},
    {CheckId::V15, "the money adds up"},
    {CheckId::V16, "the ledger begins with the entries of the earlier checkpoint"},
    {CheckId::V17, "the receipt is of an entry of this ledger"},
    {CheckId::V18, "what is withheld is listed, and of a kind that may be"},
    {CheckId::V19, "each entry is of a kind that this program reads"},
    {CheckId::V20, "the log signed the list of files and the sums of what is withheld"},
    {CheckId::V21, "each tally is of a container that was opened before and that nothing stopped"},
    {CheckId::V22,
     "each ballot and vote was counted in the regular way, or by an exception that is named"},
    {CheckId::V23, "each audit was fixed and cosigned before its seed, and seeded before its draw"},
    {CheckId::V24, "the cards drawn are those that follow from the seed"},
    {CheckId::V25, "two people read each card alike, or a third, before its record was shown"},
    {CheckId::V26, "the risk of each round is what readings, records and margins give"},
}};

// Words stand without their last full stop: whoever prints them ends the sentence.
std::string open_ended(const std::string& words) {
  std::string text = report::printable(words);
  if (text.ends_with('.') && !text.ends_with("..")) text.pop_back();
  return text;
}

std::string list_of(const std::vector<std::string>& ids) {
  return fmt::format("{}", fmt::join(ids, ", "));
}

}  // namespace

std::string id_of(CheckId id) { return fmt::format("V{}", static_cast<int>(id) + 1); }

std::string_view title_of(CheckId id) {
  const CheckTitle& row = kTitles.at(static_cast<std::size_t>(id));
  RECANVASS_CHECK(row.id == id);
  return row.title;
}

std::string_view id_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Passed: return "passed";
    case Outcome::Failed: return "failed";
    case Outcome::NotChecked: return "not checked";
  }
  RECANVASS_CHECK(!"an outcome without a name");
  return {};
}

bool Verdict::failed() const {
  return std::any_of(checks.begin(), checks.end(),
                     [](const Check& check) { return check.outcome == Outcome::Failed; });
}

std::vector<CheckId> Verdict::unvouched() const {
  std::vector<CheckId> ids;
  for (const Check& check : checks) {
    if (check.unvouched && check.outcome == Outcome::NotChecked) ids.push_back(check.id);
  }
  return ids;
}

std::string Verdict::sentence() const {
  std::vector<std::string> passed;
  std::vector<std::string> failed_ids;
  std::vector<std::string> open;
  for (const Check& check : checks) {
    switch (check.outcome) {
      case Outcome::Passed: passed.push_back(id_of(check.id)); break;
      case Outcome::Failed: failed_ids.push_back(id_of(check.id)); break;
      case Outcome::NotChecked: open.push_back(id_of(check.id)); break;
    }
  }
  std::string rest =
      open.empty() ? std::string() : fmt::format(" Not checked, or not wholly: {}.", list_of(open));
  std::vector<std::string> alone;
  for (const CheckId id : unvouched()) alone.push_back(id_of(id));
  if (!alone.empty()) {
    rest += fmt::format(" The folder gives figures that nothing checked vouches for: see {}.",
                        list_of(alone));
  }
  const auto checks_words = [](std::size_t number) {
    return base::counted(static_cast<std::int64_t>(number), "check", "checks");
  };
  if (!failed_ids.empty()) {
    return fmt::format("{} failed: {}. This folder is not a sound record of the ledger.{}",
                       checks_words(failed_ids.size()), list_of(failed_ids), rest);
  }
  const bool anonymous = of(CheckId::V2).outcome != Outcome::Passed;
  return fmt::format("{} passed, none failed.{}{}", checks_words(passed.size()), rest,
                     anonymous ? " Whose record this is was not checked: give the log's key." : "");
}

CheckBook::CheckBook() {
  for (const CheckTitle& row : kTitles) {
    checks_.push_back({row.id, Outcome::NotChecked, false, "", {}, 0});
  }
}

void CheckBook::fault(CheckId id, Fault fault) {
  Check& check = of(id);
  check.outcome = Outcome::Failed;
  ++check.faults_all;
  if (check.faults.size() == kFaultsKept) return;
  for (std::string* text :
       {&fault.words, &fault.file, &fault.kind, &fault.author, &fault.subject}) {
    *text = report::printable(*text);
  }
  fault.words = open_ended(fault.words);
  check.faults.push_back(std::move(fault));
}

void CheckBook::done(CheckId id, const std::string& words, const std::string& compared) {
  Check& check = of(id);
  check.words = open_ended(words);
  compared_.at(static_cast<std::size_t>(id)) = report::printable(compared);
  if (check.outcome != Outcome::Failed) check.outcome = Outcome::Passed;
}

void CheckBook::not_checked(CheckId id, const std::string& why, const std::string& compared) {
  Check& check = of(id);
  check.words = open_ended(why);
  compared_.at(static_cast<std::size_t>(id)) = report::printable(compared);
  if (check.outcome != Outcome::Failed) check.outcome = Outcome::NotChecked;
}

void CheckBook::not_vouched(CheckId id, const std::string& why, const std::string& compared) {
  not_checked(id, why, compared);
  of(id).unvouched = true;
}

bool CheckBook::has_fault(CheckId id) const {
  return checks_.at(static_cast<std::size_t>(id)).outcome == Outcome::Failed;
}

std::vector<Check> CheckBook::take() {
  for (Check& check : checks_) {
    if (check.outcome != Outcome::Failed) continue;
    const std::string& compared = compared_.at(static_cast<std::size_t>(check.id));
    check.words = compared.empty() ? std::string() : "compared: " + compared;
  }
  return std::move(checks_);
}

}  // namespace recanvass::verify
