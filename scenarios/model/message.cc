#include "scenarios/model/message.h"

namespace attune {

std::string_view to_text(Role role) {
  switch (role) {
    case Role::System:
      return "system";
    case Role::User:
      return "user";
    case Role::Assistant:
      return "assistant";
  }
  return {};
}

Message text_message(Role role, std::string text) {
  return {role, {Text{std::move(text)}}};
}

std::string text_of(const Message& message) {
  std::string all;
  for (const Part& part : message.parts) {
    if (const auto* text = std::get_if<Text>(&part)) all += text->text;
  }
  return all;
}

}  // namespace attune
