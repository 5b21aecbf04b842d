#include "results/page/transcript_article.h"

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/facts/transcript_json.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/render/cells.h"

namespace attune {
namespace {

std::string said(std::string_view look, std::string_view who, std::string_view what) {
  return fmt::format("<div class=\"said {}\"><b>{}</b><div dir=\"auto\">{}</div></div>\n", look,
                     who, escaped(what));
}

// What a simulated user kept to themselves; the subject never saw it.
std::string aside_html(const Aside& aside) {
  std::string text;
  if (!aside.nudge.empty()) text += "Note to the player: " + aside.nudge + "\n";
  if (!aside.internal.empty()) text += aside.internal + "\n";
  for (const Level& level : aside.state) text += fmt::format("{} {:g}  ", level.name, level.value);
  return text.empty() ? text : said("aside", "Kept to themselves", text);
}

std::string turns_html(const SampleRecord& sample) {
  const auto transcript = transcript_from_json(sample.transcript);
  if (!transcript) return "<p>Its transcript cannot be read.</p>\n";
  std::string text;
  for (std::size_t i = 0; i < transcript->turns.size(); ++i) {
    const Turn& turn = transcript->turns[i];
    if (turn.aside) text += aside_html(*turn.aside);
    text += said("cue", fmt::format("Turn {}: said to the subject", i + 1), text_of(turn.cue));
    if (!turn.reasoning.empty())
      text += said("aside", fmt::format("Turn {}: reasoning", i + 1), turn.reasoning);
    text += said("reply", fmt::format("Turn {}: reply", i + 1), turn.reply);
  }
  return text;
}

std::string marks_html(const Marks& marks) {
  std::string text =
      fmt::format("<ul class=\"marks\"><li>points <b>{}</b></li>", fixed(marks.points, 2));
  for (const Mark& mark : marks.marks)
    text += fmt::format("<li>{} <b>{}</b></li>", name_html(mark.name), shortest(mark.value));
  return text + "</ul>\n";
}

std::string verdict_html(const VerdictRecord& record) {
  std::string by = name_html(record.verdict.scorer);
  if (!record.judge.empty()) by += " with " + name_html(record.judge);
  std::string text =
      fmt::format("<div class=\"verdicts\"><b class=\"small\">Marked by {}</b>\n", by);
  if (const auto* unscored = std::get_if<Unscored>(&record.verdict.finding))
    text += paragraph("unscored: " + unscored->why);
  if (const auto* marks = std::get_if<Marks>(&record.verdict.finding)) text += marks_html(*marks);
  if (!record.verdict.rationale.empty())
    text += fmt::format("<div class=\"rationale\" dir=\"auto\">{}</div>\n",
                        escaped(record.verdict.rationale));
  return text + "</div>\n";
}

std::string content_of(const TranscriptOf& of) {
  const SampleRecord& sample = *of.sample;
  std::string text = paragraph(fmt::format("run {}", sample.run.text), "soft small");
  if (sample.outcome != Outcome::Ok)
    text += paragraph(fmt::format("Outcome: {}. {}", to_text(sample.outcome), sample.why));
  text += turns_html(sample);
  for (const VerdictRecord* record : of.verdicts) text += verdict_html(*record);
  return text;
}

}  // namespace

std::optional<double> points_of(std::span<const VerdictRecord* const> verdicts) {
  for (const VerdictRecord* record : verdicts) {
    if (const auto* marks = std::get_if<Marks>(&record->verdict.finding)) return marks->points;
  }
  return std::nullopt;
}

std::string transcript_line(const TranscriptOf& of) {
  const SampleRecord& sample = *of.sample;
  std::string text = fmt::format("{} · {}", name_html(sample.key.scenario.text),
                                 subject_html(sample.key.subject, sample.release, false));
  if (sample.key.repeat > 1) text += fmt::format(" · repeat {}", sample.key.repeat);
  if (const auto points = points_of(of.verdicts)) text += " · " + fixed(*points, 1) + " points";
  if (sample.outcome != Outcome::Ok) text += fmt::format(" · {}", to_text(sample.outcome));
  return text;
}

std::string transcript_article(const TranscriptOf& of, std::size_t number) {
  return fmt::format(
      "<article class=\"sample\" id=\"s{0}\">\n<h2 id=\"f{0}\">{1}</h2>\n{2}</article>\n", number,
      transcript_line(of), content_of(of));
}

std::string folded_transcript(const TranscriptOf& of, const std::string& id) {
  return fmt::format(
      "<details class=\"transcript\" id=\"{}\"><summary>{}</summary>\n{}</details>\n", id,
      transcript_line(of), content_of(of));
}

}  // namespace attune
