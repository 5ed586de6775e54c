#include "verify/verdict_text.h"

#include "base/figures.h"

#include <fmt/format.h>

namespace recanvass::verify {
namespace {

constexpr std::size_t kFaultsShown = 20;

report::Tone tone_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Passed: return report::Tone::Good;
    case Outcome::Failed: return report::Tone::Bad;
    case Outcome::NotChecked: return report::Tone::Notice;
  }
  return report::Tone::Plain;
}

std::string shown_outcome(Outcome outcome) {
  return outcome == Outcome::Passed ? "passed"
                                    : (outcome == Outcome::Failed ? "FAILED" : "NOT CHECKED");
}

std::string check_text(const Check& check, const report::Screen& screen) {
  constexpr int kLabel = 18;
  const std::string label = fmt::format("{:<4} {}", id_of(check.id), shown_outcome(check.outcome));
  std::string title(title_of(check.id));
  title[0] = static_cast<char>(title[0] - ('a' <= title[0] && title[0] <= 'z' ? 'a' - 'A' : 0));
  std::string out = report::labelled(label, title + ".", kLabel, screen, tone_of(check.outcome), 0);
  if (!check.words.empty()) out += report::paragraph(check.words + ".", screen, kLabel);
  std::size_t shown = 0;
  for (const Fault& fault : check.faults) {
    if (shown++ == kFaultsShown) break;
    out += report::paragraph("- " + fault.words + ".", screen, kLabel);
  }
  const std::int64_t more = check.faults_all - static_cast<std::int64_t>(kFaultsShown);
  if (more > 0)
    out += report::paragraph(fmt::format("- and {} more.", base::grouped(more)), screen, kLabel);
  return out;
}

base::Json text_or_null(const std::string& text) {
  return text.empty() ? base::Json(nullptr) : base::Json(text);
}

base::Json fault_json(const Fault& fault) {
  return {{"words", fault.words},
          {"file", text_or_null(fault.file)},
          {"position", fault.position ? base::Json(*fault.position) : base::Json(nullptr)},
          {"kind", text_or_null(fault.kind)},
          {"author", text_or_null(fault.author)},
          {"subject", text_or_null(fault.subject)}};
}

}  // namespace

std::string verdict_text(const Verdict& verdict, const report::Screen& screen) {
  std::string out = report::paragraph(
      fmt::format("{}: {} of the ledger {}", verdict.folder,
                  base::counted(static_cast<std::int64_t>(verdict.size), "entry", "entries"),
                  verdict.origin),
      screen);
  out += report::paragraph("Root " + verdict.root, screen);
  if (verdict.is_rehearsal) {
    out += report::paragraph(
        "A REHEARSAL: the ledger was opened for practice. Nothing in it is of an election.",
        screen);
  }
  out += "\n";
  for (const Check& check : verdict.checks) out += check_text(check, screen);
  out += "\n" + report::paragraph(verdict.sentence(), screen);
  return out;
}

base::Json verdict_json(const Verdict& verdict) {
  base::Json checks = base::Json::array();
  for (const Check& check : verdict.checks) {
    base::Json faults = base::Json::array();
    for (const Fault& fault : check.faults) faults.push_back(fault_json(fault));
    checks.push_back({{"id", id_of(check.id)},
                      {"title", std::string(title_of(check.id))},
                      {"outcome", std::string(id_of(check.outcome))},
                      {"words", text_or_null(check.words)},
                      {"faults", faults},
                      {"faults_all", check.faults_all}});
  }
  base::Json unvouched = base::Json::array();
  for (const CheckId id : verdict.unvouched()) unvouched.push_back(id_of(id));
  base::Json unknown = base::Json::object();
  for (const auto& [kind, number] : verdict.unknown_kinds) unknown[kind] = number;
  return {{"schema", "recanvass.verify/1"},
          {"folder", verdict.folder},
          {"program", verdict.program},
          {"made_by", text_or_null(verdict.made_by)},
          {"origin", verdict.origin},
          {"size", verdict.size},
          {"root", verdict.root},
          {"rehearsal", verdict.is_rehearsal},
          {"checks", checks},
          {"unknown_kinds", unknown},
          {"failed", verdict.failed()},
          {"unvouched", unvouched},
          {"sentence", verdict.sentence()}};
}

}  // namespace recanvass::verify
