; What the installer says of its own, in the eight languages of the program; the rest is NSIS's own. The first language
; stands for all others. A parameter of a macro hides a define of the same name, in whatever case.

!macro LANGUAGE tongue running too_old stays older_stays
  !insertmacro MUI_LANGUAGE "${tongue}"
  LangString RUNNING ${LANG_${tongue}} "${running}"
  LangString TOO_OLD ${LANG_${tongue}} "${too_old}"
  LangString STAYS ${LANG_${tongue}} "${stays} $LOCALAPPDATA\${NAME}"
  LangString OLDER_STAYS ${LANG_${tongue}} "${older_stays}"
!macroend

!insertmacro LANGUAGE "English" \
  "${TITLE} is running. Close it, then choose Retry." \
  "${TITLE} needs Windows 10, version 1903, or newer." \
  "The program will be removed. Your packs and settings stay; if you no longer need them, delete this folder yourself:" \
  "The older version could not be removed. Close ${TITLE} and start the installation again."
!insertmacro LANGUAGE "French" \
  "${TITLE} est en cours d’exécution. Fermez-le, puis choisissez Réessayer." \
  "${TITLE} nécessite Windows 10, version 1903, ou une version plus récente." \
  "Le programme sera supprimé. Vos dossiers et vos réglages sont conservés ; si vous n’en avez plus besoin, supprimez vous-même ce répertoire :" \
  "L’ancienne version n’a pas pu être supprimée. Fermez ${TITLE} et relancez l’installation."
!insertmacro LANGUAGE "Spanish" \
  "${TITLE} está abierto. Ciérrelo y elija Reintentar." \
  "${TITLE} necesita Windows 10, versión 1903, o posterior." \
  "Se eliminará el programa. Sus dosieres y ajustes se conservan; si ya no los necesita, borre usted esta carpeta:" \
  "No se pudo eliminar la versión anterior. Cierre ${TITLE} e inicie de nuevo la instalación."
!insertmacro LANGUAGE "Russian" \
  "Программа ${TITLE} запущена. Закройте её и нажмите «Повтор»." \
  "Для ${TITLE} нужна Windows 10 версии 1903 или новее." \
  "Программа будет удалена. Ваши досье и настройки сохранятся; если они больше не нужны, удалите эту папку сами:" \
  "Не удалось удалить прежнюю версию. Закройте ${TITLE} и запустите установку снова."
!insertmacro LANGUAGE "Arabic" \
  "برنامج ${TITLE} قيد التشغيل. أغلقه ثم اختر إعادة المحاولة." \
  "يتطلب ${TITLE} نظام Windows 10 الإصدار 1903 أو أحدث." \
  "سيُزال البرنامج. تبقى ملفاتك وإعداداتك؛ وإذا لم تعد بحاجة إليها فاحذف هذا المجلد بنفسك:" \
  "تعذرت إزالة الإصدار الأقدم. أغلق ${TITLE} ثم ابدأ التثبيت من جديد."
!insertmacro LANGUAGE "SimpChinese" \
  "${TITLE} 正在运行。请将其关闭，然后选择“重试”。" \
  "${TITLE} 需要 Windows 10 版本 1903 或更高版本。" \
  "程序将被删除。您的简报文件和设置会保留；如不再需要，请自行删除此文件夹：" \
  "无法删除旧版本。请关闭 ${TITLE}，然后重新开始安装。"
!insertmacro LANGUAGE "Korean" \
  "${TITLE}이(가) 실행 중입니다. 닫은 다음 다시 시도를 선택하세요." \
  "${TITLE}을(를) 사용하려면 Windows 10 버전 1903 이상이 필요합니다." \
  "프로그램을 제거합니다. 브리핑 자료와 설정은 그대로 남습니다. 더 이상 필요하지 않으면 이 폴더를 직접 삭제하세요:" \
  "이전 버전을 제거할 수 없습니다. ${TITLE}을(를) 닫고 설치를 다시 시작하세요."
!insertmacro LANGUAGE "Japanese" \
  "${TITLE} が実行中です。終了してから［再試行］を選んでください。" \
  "${TITLE} には Windows 10 バージョン 1903 以降が必要です。" \
  "プログラムを削除します。資料と設定は残ります。不要になった場合は、次のフォルダーをご自身で削除してください：" \
  "以前のバージョンを削除できませんでした。${TITLE} を終了して、インストールをやり直してください。"
