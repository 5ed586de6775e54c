#include "report/plan_chart.h"

#include "base/figures.h"
#include "report/plan_text.h"
#include "report/svg.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

constexpr double kWidth = 720;
constexpr double kLeft = 230;
constexpr double kRight = 600;
constexpr double kTop = 34;
constexpr double kRow = 30;

std::vector<const audit::DesignPlan*> shown_designs(const audit::AuditPlan& plan) {
  std::vector<const audit::DesignPlan*> list;
  for (const audit::DesignPlan& design : plan.designs) {
    if (design.refusal.empty() && !design.quantiles.empty()) list.push_back(&design);
  }
  return list;
}

std::string span_words(const audit::DesignPlan& design) {
  const std::string low = base::grouped(design.quantiles.front().work.cards);
  const std::string high = base::grouped(design.quantiles.back().work.cards);
  return low == high ? low : low + " – " + high;
}

}  // namespace

std::string plan_chart(const audit::AuditPlan& plan) {
  const auto designs = shown_designs(plan);
  const double bottom = kTop + kRow * static_cast<double>(designs.size());
  std::string description;
  for (const audit::DesignPlan* design : designs) {
    description += fmt::format("{}: {} cards. ", design_words(design->design), span_words(*design));
  }
  Svg svg("plan", kWidth, bottom + 30, fmt::format("Cards to examine, {}", plan.question.name),
          description);
  const double most = static_cast<double>(std::max<std::int64_t>(10, plan.question.votes.cards));
  const Axis axis = Axis::log10(1, most, kLeft, kRight);
  svg.text(
      {8, 18}, Anchor::Start, "label strong",
      fmt::format("{}: cards to examine, {:.6g} % to {:.6g} % of audits", plan.question.name,
                  100.0 * plan.question.quantiles.front(), 100.0 * plan.question.quantiles.back()));
  bool labelled = true;
  for (const Tick& tick : axis.ticks()) {
    svg.line({tick.position, kTop}, {tick.position, bottom}, "grid");
    if (labelled) {
      svg.text({tick.position, bottom + 18}, Anchor::Middle, "tick",
               base::grouped(static_cast<std::int64_t>(tick.value + 0.5)));
    }
    labelled = !labelled;
  }
  double y = kTop + 0.5 * kRow;
  for (const audit::DesignPlan* design : designs) {
    const auto at = [&](const audit::PlanQuantile& one) {
      return axis.position(static_cast<double>(std::max<std::int64_t>(1, one.work.cards)));
    };
    const double low = at(design->quantiles.front());
    const double high = at(design->quantiles.back());
    svg.begin_group(fmt::format("{}: {} cards", design_words(design->design), span_words(*design)));
    svg.text({8, y + 5}, Anchor::Start, "label", design_words(design->design));
    svg.rect({low, y - 6}, std::max(3.0, high - low), 12, "bar");
    svg.text({std::max(low + 3.0, high) + 7, y + 5}, Anchor::Start, "label", span_words(*design));
    svg.end_group();
    y += kRow;
  }
  return svg.finish();
}

}  // namespace recanvass::report
