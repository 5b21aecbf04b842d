#include "results/page/transcript_sheets.h"

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/page/names.h"
#include "results/page/page_frame.h"

namespace attune {
namespace {

constexpr std::size_t kSheetSize = std::size_t{1} << 19U;  // bytes

}  // namespace

std::string link_of(std::string_view file_name) {
  std::string link;
  for (const char letter : file_name) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_' || byte == '.';
    if (plain) link += letter;
    if (!plain) link += fmt::format("%{:02X}", static_cast<unsigned>(byte));
  }
  return link;
}

std::string TranscriptSheets::add(const TranscriptOf& of) {
  const SampleKey& key = of.sample->key;
  const Contestant subject{key.subject, of.sample->release};
  const bool other = subject != subject_ || key.pack != pack_;
  if (samples_ > 0 && (other || body_.size() >= kSheetSize)) close();
  if (samples_ == 0) {
    ++sheets_;
    pack_ = key.pack;
    subject_ = subject;
    first_ = key.scenario.text;
  }
  last_ = key.scenario.text;
  body_ += transcript_article(of, ++samples_);
  return fmt::format("{:04}.html#s{}", sheets_, samples_);
}

void TranscriptSheets::close() {
  if (samples_ == 0) return;
  const std::string range = first_ == last_ ? first_ : first_ + " to " + last_;
  TranscriptSheet sheet{
      .file = {.name = fmt::format("{:04}.html", sheets_),
               .title = fmt::format("{}: {}", subject_words(subject_.subject, subject_.release),
                                    visible_line(range)),
               .samples = samples_}};
  const std::string head = fmt::format(
      "<main>\n<p class=\"small back\" id=\"framed\"><a href=\"../{}\" target=\"_top\">Back to the "
      "report</a></p>\n"
      "<h1>{}</h1>\n<p class=\"kicker\">{}, {}</p>\n",
      back_,
      subject_html(subject_.subject, subject_.release, subject_.subject.provider() == "stub"),
      name_html(pack_.text), escaped(visible_line(range)));
  sheet.html =
      framed({.title = sheet.file.title, .body = head + body_ + "</main>\n", .look = "sheet"});
  closed_.push_back(std::move(sheet));
  body_.clear();
  samples_ = 0;
}

}  // namespace attune
